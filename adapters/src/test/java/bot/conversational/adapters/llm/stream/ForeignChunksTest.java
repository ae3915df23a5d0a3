package bot.conversational.adapters.llm.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.llm.parts.Delta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignChunksTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE = "data: {\"id\":\"x\",\"model\":\"theirs\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}],\"usage\":null}\n\n";
    private static final String COST =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private final List<Delta.Foreign> pieces = new ArrayList<>();
    private final Answer answer = new Answer(delta -> pieces.add((Delta.Foreign) delta), () -> {});

    private void read(boolean streamed, boolean usage, int answers, String body) throws IOException {
        Verbatim wanted = new Verbatim("{}", streamed, usage, answers, new Verbatim.Stamp("ours", 9));
        StreamProtocol.OPENAI.read(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                new Expected("named", Optional.of(wanted)),
                answer);
    }

    private JsonNode piece(int i) throws IOException {
        return JSON.readTree(pieces.get(i).json());
    }

    private static String said(int index, String delta) {
        return "data: {\"choices\":[{\"index\":" + index + ",\"delta\":" + delta + "}],\"x\":{\"y\":1.50}}\n\n";
    }

    private static String finish(int index, String reason) {
        return "data: {\"choices\":[{\"index\":" + index + ",\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}\n\n";
    }

    @Test
    void chunksShouldKeepAllButTheirNames() throws IOException {
        read(true, false, 1, ROLE + said(0, "{\"content\":\"Hi\",\"z\":[]}") + finish(0, "stop") + COST + DONE);
        assertThat(pieces).hasSize(3);
        assertThat(piece(1)).isEqualTo(JSON.readTree("""
                {"choices": [{"index": 0, "delta": {"content": "Hi", "z": []}}], "x": {"y": 1.5},
                 "id": "ours", "object": "chat.completion.chunk", "created": 9, "model": "named"}"""));
        assertThat(pieces).allMatch(Delta.Foreign::isPlain);
        assertThat(pieces.get(1).text()).isEqualTo("Hi");
        assertThat(answer.complete()).isEqualTo(FinishReason.STOP);
        assertThat(answer.cost()).contains(new TokenUsage(5, 2));
    }

    @Test
    void usageShouldComeByItselfWhereItIsWanted() throws IOException {
        read(true, true, 1, ROLE + said(0, "{\"content\":\"Hi\"}") + finish(0, "stop") + COST + DONE);
        assertThat(pieces).hasSize(4);
        assertThat(piece(2).get("usage").isNull()).isTrue();
        assertThat(piece(3).at("/usage/prompt_tokens").asInt()).isEqualTo(5);
        assertThat(piece(3).get("id").asText()).isEqualTo("ours");
    }

    @Test
    void nothingShouldBeGivenOnBeforeTheModelSaysSomething() throws IOException {
        read(true, false, 1, ROLE);
        assertThat(pieces).isEmpty();
        assertThatThrownBy(answer::complete).isInstanceOf(ModelFailure.class);
    }

    @Test
    void toldErrorShouldFailAndNotBeGivenOn() throws IOException {
        read(
                true,
                false,
                1,
                ROLE + said(0, "{\"content\":\"Hi\"}") + "data: {\"error\":{\"code\":\"server_error\"}}\n\n");
        assertThat(pieces).hasSize(2);
        assertThatThrownBy(answer::complete).isInstanceOf(ModelFailure.class);
    }

    @Test
    void severalAnswersShouldEndWithTheLast() throws IOException {
        read(
                true,
                false,
                2,
                said(0, "{\"content\":\"a\"}")
                        + finish(0, "length")
                        + said(1, "{\"content\":\"b\"}")
                        + finish(1, "stop")
                        + DONE);
        assertThat(answer.complete()).isEqualTo(FinishReason.LENGTH);
        assertThat(pieces).hasSize(4);
    }

    @Test
    void serverThatGivesOneAnswerOfTwoShouldBeDone() throws IOException {
        read(true, false, 2, said(0, "{\"content\":\"a\"}") + finish(0, "stop") + DONE);
        assertThat(answer.complete()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void wholeAnswerShouldBeOnePiece() throws IOException {
        read(false, false, 1, """
                {"id": "x", "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hi"},
                  "finish_reason": "stop", "logprobs": {"content": [1]}}],
                 "usage": {"prompt_tokens": 5, "completion_tokens": 2}}""");
        assertThat(pieces).singleElement().satisfies(piece -> {
            assertThat(piece.isPlain()).isFalse();
            assertThat(piece.text()).isEqualTo("Hi");
        });
        assertThat(piece(0).get("object").asText()).isEqualTo("chat.completion");
        assertThat(piece(0).at("/choices/0/logprobs/content/0").asInt()).isEqualTo(1);
        assertThat(answer.complete()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void chunksShouldBecomeOneObjectWhereThatIsWanted() throws IOException {
        String calls = said(
                        0,
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}")
                + said(0, "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"}\"}}]}");
        read(
                false,
                false,
                1,
                ROLE
                        + said(0, "{\"content\":\"Hi \"}")
                        + said(0, "{\"content\":\"you\",\"reasoning_content\":\"Hm\"}")
                        + calls
                        + finish(0, "tool_calls")
                        + COST
                        + DONE);
        assertThat(pieces).hasSize(1);
        JsonNode message = piece(0).at("/choices/0/message");
        assertThat(message).isEqualTo(JSON.readTree("""
                {"role": "assistant", "content": "Hi you", "refusal": null, "reasoning_content": "Hm", "tool_calls": [
                  {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}]}"""));
        assertThat(piece(0).at("/usage/completion_tokens").asInt()).isEqualTo(2);
        assertThat(piece(0).at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(answer.complete()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void wholeAnswerShouldBecomeAChunkWhereChunksAreWanted() throws IOException {
        read(true, false, 1, """
                {"choices": [{"index": 0, "message": {"content": "Hi", "tool_calls": [{"id": "c"}]}, "finish_reason": "stop"}]}""");
        assertThat(piece(0).at("/choices/0/delta/tool_calls/0/index").asInt(-1)).isZero();
        assertThat(pieces.getFirst().text()).isEqualTo("Hi");
        assertThat(answer.complete()).isEqualTo(FinishReason.STOP);
    }
}
