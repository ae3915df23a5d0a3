package bot.conversational.adapters.llm.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.llm.resilience.EndpointBreaker;
import bot.conversational.adapters.llm.resilience.RetryPolicy;
import bot.conversational.adapters.llm.resilience.RoutingLanguageModel;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.LanguageModelContract;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What real connections to providers in trouble come to, through all layers. */
@Tag("alone")
class ProvidersTroubleIT {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ObservedEvents events = new ObservedEvents();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable it : opened.reversed()) {
            it.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, credentials_refused",
        "403, credentials_refused",
        "400, request_refused",
        "404, request_refused",
        "302, request_refused",
        "429, rate_limited",
        "408, timed_out",
        "504, timed_out",
        "500, overloaded",
        "529, overloaded"
    })
    void statusesShouldBeToldApart(int status, String kind) {
        RoutingLanguageModel model = model(
                0, provider(SpokenProtocol.OPENAI, answer -> answer.refuse(status, "no")), LONG, Optional.empty());

        assertThatThrownBy(() -> ask(model)).isInstanceOf(DomainException.class);

        assertThat(events.lines()).containsExactly("small failed: " + kind);
    }

    @ParameterizedTest
    @EnumSource(SpokenProtocol.class)
    void endsShouldBeToldApart(SpokenProtocol spoken) {
        ScriptedProvider.Script[] scripts = {
            answer -> answer.beginAndBreakOff().text("a"),
            answer -> answer.begin().text("a").end(),
            answer -> answer.begin().text("a").say(spoken.unreadable()).finish()
        };
        for (ScriptedProvider.Script script : scripts) {
            RoutingLanguageModel model = model(0, provider(spoken, script), LONG, Optional.empty());
            assertThatThrownBy(() -> ask(model)).isInstanceOf(DomainException.class);
        }
        ScriptedProvider silent = provider(spoken, answer -> answer.begin().silence());
        assertThatThrownBy(() -> ask(model(0, silent, Duration.ofMillis(500), Optional.empty())))
                .isInstanceOf(DomainException.class);
        ScriptedProvider gone = provider(spoken, answer -> answer.begin());
        gone.close();
        assertThatThrownBy(() -> ask(model(0, gone, LONG, Optional.empty()))).isInstanceOf(DomainException.class);

        assertThat(events.lines())
                .containsExactly(
                        "small failed: broke_off",
                        "small failed: unfinished",
                        "small failed: unreadable",
                        "small failed: timed_out",
                        "small failed: unreachable");
    }

    @ParameterizedTest
    @EnumSource(SpokenProtocol.class)
    void rateLimitShouldBeWaitedForAsAsked(SpokenProtocol spoken) {
        AtomicInteger calls = new AtomicInteger();
        ScriptedProvider provider = provider(spoken, answer -> {
            if (calls.incrementAndGet() == 1) {
                answer.retryAfter("1").refuse(429, "{}");
            } else {
                answer.begin().text("now").finish();
            }
        });
        long start = System.nanoTime();

        assertThat(ask(model(1, provider, LONG, Optional.empty())).content().text())
                .isEqualTo("now");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(SpokenProtocol.class)
    void failureShouldBeMendedByAnotherTry(SpokenProtocol spoken) {
        AtomicInteger calls = new AtomicInteger();
        ScriptedProvider provider = provider(spoken, answer -> {
            switch (calls.incrementAndGet()) {
                case 1 -> answer.refuse(500, "{}");
                case 2 -> answer.beginAndBreakOff();
                default -> answer.begin().text("now").finish();
            }
        });

        Completion completion = ask(model(2, provider, LONG, Optional.empty()));

        assertThat(completion.content().text()).isEqualTo("now");
        assertThat(completion.model()).isEqualTo("small");
        assertThat(calls).hasValue(3);
    }

    @ParameterizedTest
    @EnumSource(SpokenProtocol.class)
    void silenceShouldMakeTheFallbackAnswer(SpokenProtocol spoken) {
        ScriptedProvider silent = provider(spoken, answer -> answer.begin().silence());
        ScriptedProvider other = provider(
                SpokenProtocol.OLLAMA, answer -> answer.begin().text("instead").finish());

        Completion completion = ask(model(2, silent, Duration.ofMillis(300), Optional.of(other)));

        assertThat(completion.content().text()).isEqualTo("instead");
        assertThat(completion.model()).isEqualTo("other");
        assertThat(silent.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(SpokenProtocol.class)
    void emptyAnswerShouldBeMendedByAnotherTry(SpokenProtocol spoken) {
        AtomicInteger calls = new AtomicInteger();
        ScriptedProvider provider = provider(spoken, answer -> {
            answer.begin();
            if (calls.incrementAndGet() == 2) {
                answer.text("now");
            }
            answer.finish();
        });

        assertThat(ask(model(1, provider, LONG, Optional.empty())).content().text())
                .isEqualTo("now");

        assertThat(events.lines()).containsExactly("small failed: empty", "small retried");
    }

    @Test
    void absurdlyLongWaitShouldNotBeWaitedFor() {
        ScriptedProvider provider = provider(
                SpokenProtocol.OPENAI,
                answer -> answer.header("retry-after-ms", "99999999999999").refuse(429, "{}"));

        assertThatThrownBy(() -> ask(model(2, provider, LONG, Optional.empty())))
                .isInstanceOf(DomainException.ModelFailed.class);

        assertThat(provider.requests()).hasSize(1);
    }

    /** It would be refused again, and the breaker must not count it. */
    @Test
    void promptThatTheProtocolHasNoFormForShouldBeTheCallersFault() {
        ScriptedProvider provider = provider(
                SpokenProtocol.OLLAMA, answer -> answer.begin().text("no").finish());
        Part image = new Part.Attachment(
                Part.Attachment.Kind.IMAGE,
                "image/png",
                Optional.empty(),
                new Part.Origin.Url("https://a.example/x.png"));
        Prompt any = LanguageModelContract.prompt("Why?");
        Prompt prompt = new Prompt(
                "small",
                any.systemPrompt(),
                List.of(new Prompt.Line(MessageRole.USER, Content.of(List.of(image)), 1)),
                any.sampling(),
                any.tools(),
                any.format(),
                any.verbatim());
        RoutingLanguageModel model = model(2, provider, LONG, Optional.of(provider));

        assertThatThrownBy(() -> model.generate(prompt, delta -> {}, new Cancellation()))
                .isInstanceOf(DomainException.Invalid.class);

        assertThat(provider.requests()).isEmpty();
        assertThat(events.lines()).isEmpty();
    }

    private RoutingLanguageModel model(
            int retries, ScriptedProvider provider, Duration firstToken, Optional<ScriptedProvider> fallback) {
        ModelConnections connections = new ModelConnections();
        opened.add(connections);
        RetryPolicy policy =
                new RetryPolicy(retries, Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(5));
        RoutingLanguageModel models = new RoutingLanguageModel(policy, events);
        models.with(
                "small",
                new RemoteLanguageModel(connections, settings(provider, firstToken)),
                new EndpointBreaker("small", LONG),
                LONG,
                fallback.map(any -> "other"));
        fallback.ifPresent(other -> models.with(
                "other",
                new RemoteLanguageModel(connections, settings(other, LONG)),
                new EndpointBreaker("other", LONG),
                LONG,
                Optional.empty()));
        return models;
    }

    private static ModelSettings settings(ScriptedProvider provider, Duration firstToken) {
        return new ModelSettings(
                provider.spoken().protocol(),
                provider.baseUrl(),
                Optional.of(new ProviderKey("sk-secret")),
                "name-at-the-provider",
                8_192,
                LONG,
                firstToken,
                Optional.empty(),
                Set.of());
    }

    private ScriptedProvider provider(SpokenProtocol spoken, ScriptedProvider.Script script) {
        ScriptedProvider provider = new ScriptedProvider(spoken, script);
        opened.add(provider);
        return provider;
    }

    private static Completion ask(RoutingLanguageModel model) {
        return model.generate(LanguageModelContract.prompt("Why?"), delta -> {}, new Cancellation());
    }
}
