package bot.conversational.adapters.llm.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.llm.failure.FailureKind;
import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.adapters.llm.failure.ModelFailures;
import bot.conversational.domain.llm.parts.ContentBuilder;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a provider may send too much of, and when what it sends is given on. */
class BoundsTest {

    private final ContentBuilder content = new ContentBuilder();

    @ParameterizedTest
    @EnumSource(StreamProtocol.class)
    void readShouldFailWhenALineNeverEnds(StreamProtocol protocol) {
        InputStream endless = new InputStream() {
            private int sent;

            @Override
            public int read() {
                return ++sent < 8 ? "data: {".charAt(sent - 1) : ' ';
            }

            @Override
            public int read(byte[] to, int from, int length) {
                for (int i = 0; i < length; i++) {
                    to[from + i] = (byte) read();
                }
                return length;
            }
        };

        assertUnreadable(protocol, endless);
    }

    @Test
    void readShouldTakeALongLine() throws IOException {
        String text = "long ".repeat(200_000);
        Answer answer = new Answer(content::add, () -> {});

        StreamProtocol.OPENAI.read(
                body(WireCommands.sent(StreamProtocol.OPENAI, "say " + text)
                        + WireCommands.sent(StreamProtocol.OPENAI, "finish stop")),
                answer);
        answer.complete();

        assertThat(content.content().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"200, true", "201, false"})
    void readShouldFailWhenTooManyToolsAreCalled(int count, boolean goesWell) throws IOException {
        String calls = IntStream.range(0, count).mapToObj(i -> call(i, "{}")).collect(Collectors.joining())
                + WireCommands.sent(StreamProtocol.OPENAI, "finish tool_calls");

        if (goesWell) {
            Answer answer = new Answer(content::add, () -> {});
            StreamProtocol.OPENAI.read(body(calls), answer);
            answer.complete();
            assertThat(content.content().all(Part.ToolCall.class)).hasSize(count);
        } else {
            assertUnreadable(StreamProtocol.OPENAI, body(calls));
        }
    }

    @Test
    void readShouldFailWhenArgumentsAreTooLong() {
        String half = "x".repeat(ToolCalls.LONGEST / 2);

        assertUnreadable(StreamProtocol.OPENAI, body(call(0, half) + call(1, half) + call(0, "y")));
    }

    @Test
    void readShouldFailWhenItIsNestedWithoutEnd() {
        assertUnreadable(StreamProtocol.OPENAI, body("data: {\"x\":" + "[".repeat(100_000)));
    }

    /** The first call is given on while it grows, the second one when the first is whole. */
    @Test
    void argumentsShouldBeGivenOnAsTheyCome() throws IOException {
        List<Delta> heard = new ArrayList<>();
        Answer answer = new Answer(heard::add, () -> {});

        StreamProtocol.OPENAI.read(body(call(0, "{\\\"a\\\":") + call(1, "{") + call(0, "1}") + call(1, "}")), answer);

        assertThat(heard)
                .containsExactly(
                        new Delta.Opened(new Part.ToolCall("c0", "f", "")),
                        new Delta.More("{\"a\":"),
                        new Delta.More("1}"),
                        new Delta.Opened(new Part.ToolCall("c1", "f", "")),
                        new Delta.More("{"),
                        new Delta.More("}"));
    }

    @Test
    void deltasShouldHaveNoEmptyText() throws IOException {
        List<Delta> heard = new ArrayList<>();
        Answer answer = new Answer(heard::add, () -> {});

        StreamProtocol.OPENAI.read(
                body(WireCommands.sent(StreamProtocol.OPENAI, "say ")
                        + WireCommands.sent(StreamProtocol.OPENAI, "delta {\"reasoning_content\":\"\"}")
                        + call(0, "")
                        + WireCommands.sent(StreamProtocol.OPENAI, "finish tool_calls")),
                answer);
        answer.complete();

        assertThat(heard).containsExactly(new Delta.Opened(new Part.ToolCall("c0", "f", "")));
    }

    private static String call(int index, String arguments) {
        return WireCommands.sent(
                StreamProtocol.OPENAI,
                "delta {\"tool_calls\":[{\"index\":" + index + ",\"id\":\"c" + index
                        + "\",\"function\":{\"name\":\"f\",\"arguments\":\"" + arguments + "\"}}]}");
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertUnreadable(StreamProtocol protocol, InputStream body) {
        assertThatThrownBy(() -> {
                    try {
                        protocol.read(body, new Answer(content::add, () -> {}));
                    } catch (IOException e) {
                        throw ModelFailures.of(e);
                    }
                })
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNREADABLE));
    }
}
