package bot.conversational.adapters.llm.request;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.RandomPrompts;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a conversation was like, the strictest server takes it, as far as the domain has put it in order. */
class ProtocolRulesTest {

    private static final int CONVERSATIONS = 300;
    private static final int ALL_CONVERSATIONS = 10_000;

    static Stream<RequestWriter> writers() {
        return Stream.of(new OpenAiRequest(), new AnthropicRequest(), new OllamaRequest());
    }

    @ParameterizedTest
    @MethodSource("writers")
    void writeShouldKeepTheOrder(RequestWriter writer) {
        for (int seed = 0; seed < CONVERSATIONS; seed++) {
            List<Prompt.Line> lines = conversation(new Random(seed));

            assertThat(ProtocolRules.broken(writer, Prompts.written(writer, Prompts.of(lines))))
                    .as("%s", lines)
                    .isEmpty();
        }
    }

    /** Whatever failed, was stopped, called tools, was cut or left out. */
    @ParameterizedTest
    @MethodSource("writers")
    void promptsOfAllConversationsShouldBeTaken(RequestWriter writer) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < ALL_CONVERSATIONS; i++) {
            List<Prompt.Line> lines = RandomPrompts.next(random).messages();

            assertThat(ProtocolRules.broken(writer, Prompts.written(writer, Prompts.of(lines))))
                    .as("conversation %d of seed %d: %s", i, seed, lines)
                    .isEmpty();
        }
    }

    /** That the rules can be broken. */
    @Test
    void rulesShouldNoticeWhatIsOutOfOrder() {
        Prompt.Line question = Prompts.user("Why?");
        Prompt.Line call = Prompts.line(MessageRole.ASSISTANT, Prompts.call("c1", "{}"));
        Prompt.Line answer = Prompts.line(MessageRole.ASSISTANT, new Part.Text("Because."));
        List<List<Prompt.Line>> bad = List.of(
                List.of(answer, question),
                List.of(question, call, question),
                List.of(question, call, Prompts.line(MessageRole.TOOL, Prompts.result("c2"))));

        writers()
                .forEach(writer -> assertThat(bad)
                        .allSatisfy(lines -> assertThat(
                                        ProtocolRules.broken(writer, Prompts.written(writer, Prompts.of(lines))))
                                .isNotEmpty()));
    }

    /** Turns as the domain puts them in order. */
    private static List<Prompt.Line> conversation(Random random) {
        List<Prompt.Line> lines = new ArrayList<>();
        for (int turn = 0; turn <= random.nextInt(4); turn++) {
            lines.add(question(random));
            for (int round = 0; random.nextInt(3) == 0; round++) {
                List<Part> calls = calls(random, turn + "." + round);
                lines.add(Prompts.line(MessageRole.ASSISTANT, calls.toArray(Part[]::new)));
                lines.add(Prompts.line(
                        MessageRole.TOOL,
                        calls.stream()
                                .filter(Part.ToolCall.class::isInstance)
                                .map(part -> new Part.ToolResult(
                                        ((Part.ToolCall) part).callId(),
                                        " ".repeat(random.nextInt(2)),
                                        random.nextBoolean()))
                                .toArray(Part[]::new)));
            }
            lines.add(Prompts.line(
                    MessageRole.ASSISTANT, thoughts(random), new Part.Text("Because."), new Part.Data("x", "{}")));
        }
        lines.add(question(random));
        return lines;
    }

    private static Prompt.Line question(Random random) {
        return random.nextBoolean()
                ? Prompts.user("Why?")
                : Prompts.line(MessageRole.USER, new Part.Text(" Look: "), Prompts.image("data:image/png;base64,AAAA"));
    }

    private static Part thoughts(Random random) {
        return new Part.Reasoning("Hm.", random.nextBoolean() ? Optional.of("sig") : Optional.empty());
    }

    private static List<Part> calls(Random random, String place) {
        List<String> arguments = List.of("{}", "", "{\"a\": [1, \"}\"]}", "no JSON", "[]", "{\"a\":");
        List<Part> parts = new ArrayList<>();
        if (random.nextBoolean()) {
            parts.add(thoughts(random));
            parts.add(new Part.Text("\n"));
        }
        IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> Prompts.call("call:" + place + "/" + i, arguments.get(random.nextInt(arguments.size()))))
                .forEach(parts::add);
        return parts;
    }
}
