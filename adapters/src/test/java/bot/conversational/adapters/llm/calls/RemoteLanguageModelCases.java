package bot.conversational.adapters.llm.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.LanguageModelContract;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.UnreliableLanguageModelContract;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models behind each protocol have in common; the servers that speak it are on this machine. */
abstract class RemoteLanguageModelCases extends ScriptedModels implements UnreliableLanguageModelContract {

    RemoteLanguageModelCases(SpokenProtocol spoken) {
        super(spoken);
    }

    @Override
    public LanguageModel model() {
        return speaking(
                answer -> answer.begin().text("This ").text("is ").text("it.").finish());
    }

    @Override
    public LanguageModel breakingOffAfter(String delta) {
        return speaking(answer -> answer.beginAndBreakOff().text(delta));
    }

    @Override
    public LanguageModel silentAfter(String delta) {
        return speaking(answer -> answer.begin().text(delta).silence());
    }

    @Override
    public LanguageModel timingOutAfter(String delta) {
        return model(provider(answer -> answer.begin().text(delta).silence()).baseUrl(), Duration.ofMillis(500), LONG);
    }

    @Test
    void generateShouldAskAndCountAsTheProviderDoes() throws Exception {
        ScriptedProvider provider = answeringProvider();

        Completion completion = generate(provider, spokenPrompt());

        assertThat(completion)
                .isEqualTo(new Completion(
                        Content.of("Because."),
                        "small-2",
                        Optional.of(new TokenUsage(12, 3)),
                        Optional.of(FinishReason.STOP)));
        JsonNode sent = sent(provider);
        assertThat(sent.path("model").asText()).isEqualTo("small");
        assertThat(sent.findValue("temperature").asDouble()).isEqualTo(0.5);
        assertThat(sent.findValue(spoken.maxTokensField()).asInt()).isEqualTo(100);
    }

    /** A prompt with everything that a prompt can have. */
    static Prompt spokenPrompt() {
        return new Prompt(
                "any",
                Optional.of("Be brief."),
                List.of(
                        new Prompt.Line(MessageRole.USER, Content.of("Hi"), 1),
                        new Prompt.Line(MessageRole.ASSISTANT, Content.of("Hi."), 1),
                        new Prompt.Line(MessageRole.USER, Content.of("Why?"), 1)),
                Sampling.of(Optional.of(0.5), Optional.of(100)),
                ToolUse.NONE,
                ResponseFormat.free(),
                Optional.empty());
    }

    @Test
    void generateShouldGiveEachDeltaWhenItComes() {
        CompletableFuture<Void> heard = new CompletableFuture<>();
        LanguageModel model = speaking(answer -> {
            answer.begin().text("first");
            heard.orTimeout(15, TimeUnit.SECONDS).join();
            answer.text(" second").finish();
        });

        Completion completion =
                model.generate(LanguageModelContract.prompt("Why?"), delta -> heard.complete(null), new Cancellation());

        assertThat(completion.content().text()).isEqualTo("first second");
    }

    @Test
    void generateShouldKeepCharactersWholeWhenTheyAreSplitBetweenPackets() {
        LanguageModel model = speaking(answer -> {
            answer.begin();
            byte[] event = spoken.piece("नमस्ते 東京 👩‍🚀 \\uD83D\\uDE80").getBytes(StandardCharsets.UTF_8);
            for (byte one : event) {
                answer.bytes(new byte[] {one});
            }
            answer.finish();
        });

        assertThat(ask(model).content().text()).isEqualTo("नमस्ते 東京 👩‍🚀 🚀");
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "404", "429", "500", "503"})
    void generateShouldFailWithoutASecretWhenTheProviderRefuses(int status) {
        LanguageModel model = speaking(answer -> answer.refuse(status, """
                {"error": {"message": "Key sk-secret may not ask 'Why?'", "type": "some_type", "code": "some_code"}}"""));

        assertThatThrownBy(() -> ask(model))
                .isInstanceOf(DomainException.ModelFailed.class)
                .hasMessage("The language model's provider refused: " + status + " (some_code)")
                .satisfies(failure -> assertThat(printed(failure)).doesNotContain("sk-secret", "Why?"));
    }

    @Test
    void generateShouldFailWhenTheRefusalIsNoJson() {
        LanguageModel model = speaking(answer -> answer.refuse(502, "<html>sk-secret Why?</html>"));

        assertThatThrownBy(() -> ask(model))
                .isInstanceOf(DomainException.ModelFailed.class)
                .hasMessage("The language model's provider refused: 502");
    }

    @Test
    void generateShouldFailByTheStatusWhenTheRefusalCannotBeUnpacked() {
        for (String coding : List.of("br", "gzip")) {
            LanguageModel model =
                    speaking(answer -> answer.header("Content-Encoding", coding).refuse(429, "sk-secret Why?"));

            assertThatThrownBy(() -> ask(model))
                    .isInstanceOf(DomainException.ModelFailed.class)
                    .hasMessage("The language model's provider refused: 429");
        }
    }

    @Test
    void generateShouldFailWhenThereIsNoFinishReason() {
        LanguageModel model =
                speaking(answer -> answer.begin().text("all of it").end());

        assertThatThrownBy(() -> ask(model))
                .isInstanceOf(DomainException.ModelFailed.class)
                .hasMessageContaining("without a finish reason");
    }

    @Test
    void generateShouldFailWithoutTheTextWhenAnEventCannotBeRead() {
        LanguageModel model = speaking(answer ->
                answer.begin().text("a").say(spoken.unreadable()).text("b").finish());

        assertThatThrownBy(() -> ask(model))
                .isInstanceOf(DomainException.ModelFailed.class)
                .satisfies(failure -> assertThat(printed(failure)).doesNotContain("private"));
    }

    @Test
    void generateShouldFailWhenNobodyIsThere() {
        ScriptedProvider provider = provider(answer -> answer.begin().finish());
        provider.close();

        assertThatThrownBy(() -> ask(model(provider.baseUrl(), LONG, LONG)))
                .isInstanceOf(DomainException.ModelFailed.class);
    }

    @Test
    void generateShouldTimeOutWhenTheFirstTextDoesNotCome() {
        ScriptedProvider provider = provider(answer -> answer.begin().silence());

        assertThatThrownBy(() -> ask(model(provider.baseUrl(), LONG, Duration.ofMillis(300))))
                .isInstanceOf(DomainException.ModelTimedOut.class);
    }

    @Test
    void generateShouldTimeOutWhenNotEvenAStatusComes() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        opened.add(() -> end.complete(null));
        ScriptedProvider provider = provider(answer -> end.join());

        assertThatThrownBy(() -> ask(model(provider.baseUrl(), Duration.ofMillis(300), LONG)))
                .isInstanceOf(DomainException.ModelTimedOut.class);
    }

    @Test
    void generateShouldGoOnAfterTheFirstTextWhenOnlyThatHadToBeSoon() {
        ScriptedProvider provider = provider(answer -> {
            answer.begin().text("first");
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, 600, TimeUnit.MILLISECONDS)
                    .join();
            answer.text(" second").finish();
        });

        assertThat(ask(model(provider.baseUrl(), LONG, Duration.ofMillis(400)))
                        .content()
                        .text())
                .isEqualTo("first second");
    }

    @Test
    void generateShouldEndTheConnectionWhenItIsStopped() throws Exception {
        ScriptedProvider provider = provider(answer -> answer.begin().silence());
        LanguageModel model = model(provider.baseUrl(), LONG, LONG);
        Cancellation stop = new Cancellation();
        CompletableFuture<Completion> answer = CompletableFuture.supplyAsync(
                () -> model.generate(LanguageModelContract.prompt("Why?"), delta -> {}, stop));
        await().until(() -> !provider.requests().isEmpty());

        stop.stop();

        await().atMost(LONG).until(answer::isDone);
        assertThat(answer.join()).isEqualTo(Completion.stopped(Content.NONE, "small"));
        assertThat(provider.hungUp().await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void generateShouldSayWhatItCanRead() {
        ScriptedProvider provider = answeringProvider();

        generate(provider, spokenPrompt());

        assertThat(provider.header("Accept-Encoding"))
                .singleElement()
                .asString()
                .contains("identity", "gzip");
        assertThat(provider.header("Content-Type")).singleElement().asString().startsWith("application/json");
    }

    /** A new one costs a handshake. */
    @Test
    void generateShouldUseAConnectionAgain() {
        ScriptedProvider provider = answeringProvider();
        LanguageModel model = model(provider.baseUrl(), LONG, LONG);

        await().until(() -> {
            ask(model);
            return provider.connections() < provider.requests().size();
        });
    }

    @Test
    void generateShouldThrowWhatTheReaderOfDeltasThrows() {
        IllegalStateException mistake = new IllegalStateException("a mistake of the reader's");

        assertThatThrownBy(() -> model().generate(
                                LanguageModelContract.prompt("Why?"),
                                delta -> {
                                    throw mistake;
                                },
                                new Cancellation()))
                .isSameAs(mistake);
    }

    @Test
    void settingsShouldPrintNoKey() {
        assertThat(settings(URI.create("http://localhost"), LONG, LONG).toString())
                .doesNotContain("sk-secret");
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
