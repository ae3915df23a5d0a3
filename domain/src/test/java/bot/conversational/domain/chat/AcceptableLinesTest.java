package bot.conversational.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.Prompt.Line;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AcceptableLinesTest {

    private static final int CONVERSATIONS = 10_000;

    private static final Line CALL =
            line(MessageRole.ASSISTANT, new Part.ToolCall("1", "now", "{}"), new Part.ToolCall("2", "where", "{}"));

    @Test
    void promptsOfAllConversationsShouldBeAcceptable() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < CONVERSATIONS; i++) {
            Prompt prompt = RandomPrompts.next(random);
            assertThat(faults(prompt.messages()))
                    .as("conversation %d of seed %d: %s", i, seed, prompt.messages())
                    .isEmpty();
            assertThat(prompt.systemPrompt().filter(String::isBlank)).isEmpty();
        }
    }

    @Test
    void questionsWithoutAnswerShouldBecomeOne() {
        assertThat(AcceptableLines.of(List.of(user("One"), assistant(" "), user("Two"))))
                .containsExactly(new Line(MessageRole.USER, Content.of("One\n\nTwo"), 2));
    }

    @Test
    void answerShouldNotBegin() {
        assertThat(AcceptableLines.of(List.of(assistant("Before"), user("One"))))
                .containsExactly(user("One"));
    }

    @Test
    void callsThatNobodyAnsweredShouldBeToldAsCancelled() {
        List<Line> lines = AcceptableLines.of(List.of(user("One"), CALL, user("Two")));

        assertThat(lines)
                .extracting(Line::role)
                .containsExactly(
                        MessageRole.USER,
                        MessageRole.ASSISTANT,
                        MessageRole.TOOL,
                        MessageRole.ASSISTANT,
                        MessageRole.USER);
        assertThat(lines.get(2).content().all(Part.ToolResult.class))
                .extracting(Part.ToolResult::callId, Part.ToolResult::isError)
                .containsExactly(tuple("1", true), tuple("2", true));
    }

    @Test
    void resultsWithoutCallsShouldBeLeftOut() {
        Line result = line(MessageRole.TOOL, new Part.ToolResult("9", "late", false));

        assertThat(AcceptableLines.of(List.of(user("One"), result, assistant("Yes"), user("Two"))))
                .containsExactly(user("One"), assistant("Yes"), user("Two"));
    }

    @Test
    void onlyResultsOfTheCallsShouldFollowThem() {
        Line results = line(
                MessageRole.TOOL, new Part.ToolResult("9", "unknown", false), new Part.ToolResult("2", "here", false));

        assertThat(AcceptableLines.of(List.of(user("One"), CALL, results))
                        .getLast()
                        .content()
                        .parts())
                .containsExactly(
                        new Part.ToolResult("1", "The call was cancelled.", true),
                        new Part.ToolResult("2", "here", false));
    }

    /** What a strict server would say about them. */
    private static List<String> faults(List<Line> lines) {
        return Stream.of(
                        fault("begins with a user", lines.getFirst().role() == MessageRole.USER),
                        fault("ends with a question", lines.getLast().role() != MessageRole.ASSISTANT),
                        fault("no line is blank", lines.stream().noneMatch(AcceptableLinesTest::isBlank)),
                        fault("all follow", follow(lines)))
                .flatMap(List::stream)
                .toList();
    }

    private static boolean follow(List<Line> lines) {
        for (int i = 1; i < lines.size(); i++) {
            List<String> calls = lines.get(i - 1).content().all(Part.ToolCall.class).stream()
                    .map(Part.ToolCall::callId)
                    .toList();
            List<String> results = lines.get(i).content().all(Part.ToolResult.class).stream()
                    .map(Part.ToolResult::callId)
                    .toList();
            MessageRole expected = switch (lines.get(i - 1).role()) {
                case USER, TOOL -> MessageRole.ASSISTANT;
                case ASSISTANT -> calls.isEmpty() ? MessageRole.USER : MessageRole.TOOL;
                case SYSTEM -> MessageRole.SYSTEM;
            };
            if (lines.get(i).role() != expected || !results.equals(calls)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(Line line) {
        return line.content().text().isBlank()
                && line.content().parts().stream().allMatch(Part.Text.class::isInstance);
    }

    private static List<String> fault(String rule, boolean kept) {
        return kept ? List.of() : List.of(rule);
    }

    private static Line user(String text) {
        return new Line(MessageRole.USER, Content.of(text), 1);
    }

    private static Line assistant(String text) {
        return new Line(MessageRole.ASSISTANT, Content.of(text), 1);
    }

    private static Line line(MessageRole role, Part... parts) {
        return new Line(role, Content.of(List.of(parts)), 1);
    }
}
