package bot.conversational.adapters.llm.stream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** How a protocol's answers are read. */
public enum StreamProtocol {
    OPENAI,
    ANTHROPIC,
    OLLAMA;

    /**
     * Reads until the answer ends, which may be before its body does, and closes nothing.
     *
     * <p>One parser reads the whole body as a sequence of values. A parser for each event would cost more than the
     * event. Bytes that are no UTF-8 become U+FFFD.
     *
     * @throws IOException when the body breaks off or is no JSON; its message may quote the answer
     */
    public void read(InputStream body, Answer answer) throws IOException {
        read(body, chunks(answer), answer);
    }

    /** The same where the caller may want the provider's own words, which only this service's own protocol has. */
    public void read(InputStream body, Expected expected, Answer answer) throws IOException {
        read(
                body,
                expected.verbatim()
                        .<ChunkReader>map(wanted -> new ForeignChunks(answer, expected.model(), wanted))
                        .orElseGet(() -> chunks(answer)),
                answer);
    }

    private static void read(InputStream body, ChunkReader reader, Answer answer) throws IOException {
        EventData data = new EventData(body);
        try (JsonParser json = Json.parser(new InputStreamReader(data, StandardCharsets.UTF_8))) {
            while (!answer.isEnded() && json.nextToken() != null) {
                if (data.toldAsError()) {
                    answer.fail(ToldError.failure(Json.tree(json)));
                } else if (json.hasToken(JsonToken.START_OBJECT)) {
                    reader.read(json);
                }
            }
        } catch (JacksonException e) {
            if (data.toldAsError()) {
                answer.fail(ToldError.failure(Json.NOTHING));
            } else {
                throw e;
            }
        } finally {
            reader.end();
        }
    }

    private ChunkReader chunks(Answer answer) {
        return switch (this) {
            case OPENAI -> new OpenAiChunks(answer);
            case ANTHROPIC -> new AnthropicEvents(answer);
            case OLLAMA -> new OllamaLines(answer);
        };
    }
}
