package bot.conversational.adapters.llm.calls;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.adapters.llm.stream.Outcomes;
import bot.conversational.adapters.llm.stream.WireCase;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.LanguageModelContract;
import bot.conversational.domain.llm.parts.ContentBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers say, in all the ways in which they say it, over real connections. */
class ModelAnswersIT {

    /** Longer than a test waits: an answer that is there must not be waited for. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ModelConnections CONNECTIONS = new ModelConnections();

    @AfterAll
    static void close() {
        CONNECTIONS.close();
    }

    @ParameterizedTest
    @MethodSource("bot.conversational.adapters.llm.stream.WireCases#all")
    void answerShouldBeWhatTheServerMeant(WireCase it) {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedProvider provider =
                new ScriptedProvider(SpokenProtocol.valueOf(it.protocol().name()), answer -> {
                    send(it, answer);
                    if (it.has("open")) {
                        over.await();
                    }
                })) {
            assertThat(CompletableFuture.supplyAsync(() -> outcome(provider)))
                    .succeedsWithin(PATIENCE)
                    .isEqualTo(it.outcome());
        } finally {
            over.countDown();
        }
    }

    private static void send(WireCase it, ScriptedProvider.Answer answer) throws IOException {
        it.with().stream()
                .map(ModelAnswersIT::coding)
                .flatMap(Optional::stream)
                .forEach(coding -> answer.header("Content-Encoding", coding));
        (it.has("cut") ? answer.openAndBreakOff() : answer.open()).bytes(it.bytes());
    }

    private static Optional<String> coding(String way) {
        return switch (way) {
            case "gzip", "deflate" -> Optional.of(way);
            case "raw-deflate" -> Optional.of("deflate");
            case String other when other.startsWith("coding-") -> Optional.of(other.substring("coding-".length()));
            default -> Optional.empty();
        };
    }

    private static String outcome(ScriptedProvider provider) {
        ContentBuilder heard = new ContentBuilder();
        ModelSettings settings = new ModelSettings(
                provider.spoken().protocol(),
                provider.baseUrl(),
                Optional.of(new ProviderKey("sk-secret")),
                "small",
                8_192,
                LONG,
                LONG,
                Optional.empty(),
                Set.of());
        try {
            Completion completion = new RemoteLanguageModel(CONNECTIONS, settings)
                    .attempt(LanguageModelContract.prompt("Why?"), heard::add, new Cancellation(), LONG);
            assertThat(completion.content()).as("what was given on").isEqualTo(heard.content());
            return Outcomes.of(completion.content(), completion.finish().orElseThrow(), completion.usage());
        } catch (ModelFailure failure) {
            return "failed " + failure.kind().label();
        }
    }
}
