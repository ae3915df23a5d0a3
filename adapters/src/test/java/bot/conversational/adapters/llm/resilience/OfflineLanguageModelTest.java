package bot.conversational.adapters.llm.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OfflineLanguageModelTest implements LanguageModelContract {

    private static final Prompt.Line QUESTION = line(MessageRole.USER, new Part.Text("Where?"));

    private static final String BOOKING = """
            {"type": "object",
             "required": ["city", "nights", "late", "guests", "card"],
             "properties": {
               "city": {"type": "string"},
               "nights": {"type": ["integer", "null"]},
               "late": {"type": "boolean"},
               "guests": {"type": "array"},
               "note": {"type": "string"},
               "card": {"type": "object", "required": ["kind"],
                        "properties": {"kind": {"enum": ["debit", "credit"]}}}}}""";

    private final OfflineLanguageModel model = new OfflineLanguageModel(String::length);

    @Override
    public LanguageModel model() {
        return model;
    }

    @Test
    void generateShouldSayWhatItIsAndQuoteTheQuestion() {
        Completion completion = ask("What is\n\n the   matter?");

        assertThat(completion.content().text())
                .startsWith("This is the offline responder, not a language model")
                .contains("“What is the matter?”");
        assertThat(completion.model()).isEqualTo("offline");
    }

    @Test
    void generateShouldAnswerTheSameWhenAskedTheSame() {
        assertThat(ask("Why?")).isEqualTo(ask("Why?"));
    }

    @Test
    void generateShouldQuoteTheBeginningWhenTheQuestionIsLong() {
        assertThat(ask("🚀".repeat(300)).content().text()).contains("“" + "🚀".repeat(200) + "…”");
    }

    @Test
    void generateShouldCountPromptAndAnswer() {
        Completion completion = ask("Why?");

        // "Be brief.", "Hello", "Hello." and "Why?"
        assertThat(completion.usage())
                .isEqualTo(Optional.of(
                        new TokenUsage(24, completion.content().text().length())));
    }

    @Test
    void generateShouldSayWordAfterWord() {
        List<Delta> heard = new ArrayList<>();
        OfflineLanguageModel speaking = new OfflineLanguageModel(String::length, Duration.ofMillis(1));

        speaking.generate(LanguageModelContract.prompt("Why?"), heard::add, new Cancellation());

        assertThat(heard)
                .hasSizeGreaterThan(20)
                .allSatisfy(delta -> assertThat(((Delta.Text) delta).text()).containsPattern("^\\S+\\s*$"));
    }

    @Test
    void generateShouldStopWhileItPauses() {
        OfflineLanguageModel slow = new OfflineLanguageModel(String::length, Duration.ofMinutes(5));
        Cancellation stop = new Cancellation();
        CompletableFuture<Completion> answer = CompletableFuture.supplyAsync(
                () -> slow.generate(LanguageModelContract.prompt("Why?"), delta -> {}, stop));

        stop.stop();

        await().until(answer::isDone);
        assertThat(answer.join()).isEqualTo(Completion.stopped(Content.NONE, "offline"));
    }

    @Test
    void generateShouldCallTheFirstToolWithWhatItRequires() {
        Completion completion = ask(Optional.empty(), QUESTION);

        assertThat(completion.finish()).contains(FinishReason.TOOL_CALLS);
        assertThat(completion.content().parts()).singleElement().isInstanceOfSatisfying(Part.ToolCall.class, call -> {
            assertThat(call.name()).isEqualTo("book");
            assertThat(call.arguments())
                    .isEqualTo("{\"city\":\"example\",\"nights\":0,\"late\":true,\"guests\":[],"
                            + "\"card\":{\"kind\":\"debit\"}}");
        });
        assertThat(ask(Optional.empty(), QUESTION)).isEqualTo(completion);
    }

    @Test
    void generateShouldCallTheToolThatIsNamedOrNone() {
        assertThat(ask(Optional.of(new ToolUse.Choice.Named("time")), QUESTION)
                        .content()
                        .all(Part.ToolCall.class))
                .extracting(Part.ToolCall::name, Part.ToolCall::arguments)
                .containsExactly(tuple("time", "{}"));
        assertThat(ask(Optional.of(new ToolUse.Choice.Never()), QUESTION).finish())
                .contains(FinishReason.STOP);
    }

    @Test
    void generateShouldQuoteTheResultOfATool() {
        Prompt.Line call = line(MessageRole.ASSISTANT, new Part.ToolCall("c1", "time", "{}"));
        Prompt.Line result = line(MessageRole.TOOL, new Part.ToolResult("c1", "half past nine", false));

        Completion completion = ask(Optional.empty(), QUESTION, call, result);

        assertThat(completion.content().text()).contains("“half past nine”");
        assertThat(completion.finish()).contains(FinishReason.STOP);
    }

    private Completion ask(Optional<ToolUse.Choice> choice, Prompt.Line... lines) {
        ToolUse tools = new ToolUse(
                List.of(
                        new ToolUse.Tool("book", Optional.empty(), BOOKING),
                        new ToolUse.Tool("time", Optional.empty(), "{\"type\":\"object\"}")),
                choice);
        Prompt prompt = new Prompt(
                "offline",
                Optional.empty(),
                List.of(lines),
                Sampling.NONE,
                tools,
                ResponseFormat.free(),
                Optional.empty());
        return model.generate(prompt, delta -> {}, new Cancellation());
    }

    private static Prompt.Line line(MessageRole role, Part part) {
        return new Prompt.Line(role, Content.of(List.of(part)), 1);
    }

    private Completion ask(String question) {
        return model.generate(LanguageModelContract.prompt(question), delta -> {}, new Cancellation());
    }
}
