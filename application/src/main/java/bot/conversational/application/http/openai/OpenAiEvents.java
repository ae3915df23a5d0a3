package bot.conversational.application.http.openai;

import bot.conversational.application.http.problem.OpenAiErrors;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Writes server-sent events as clients of OpenAI's API read them, each at once. Data is one line of JSON. A stream that
 * fails must not look complete: it ends behind its {@link #failure}, without {@link #done}. For one thread.
 */
public final class OpenAiEvents {

    /** After so long a silence {@link #silence} tells that the stream lives. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final byte[] DATA = ascii("data: ");
    private static final byte[] END = ascii("\n\n");
    private static final byte[] DONE = ascii("data: [DONE]\n\n");
    private static final byte[] SILENCE = ascii(": silence\n\n");

    private final OutputStream out;
    private final ObjectMapper mapper;

    public OpenAiEvents(OutputStream out, ObjectMapper mapper) {
        this.out = out;
        this.mapper = mapper;
    }

    /** An event without a name. */
    public void data(Object data) throws IOException {
        json(mapper.writeValueAsBytes(data));
        flush();
    }

    /** The same with data that is JSON in one line already; it is sent with what follows, or by {@link #flush}. */
    public void json(byte[] data) throws IOException {
        byte[] event = new byte[DATA.length + data.length + END.length];
        System.arraycopy(DATA, 0, event, 0, DATA.length);
        System.arraycopy(data, 0, event, DATA.length, data.length);
        System.arraycopy(END, 0, event, DATA.length + data.length, END.length);
        out.write(event);
    }

    /** Sends what was written. */
    public void flush() throws IOException {
        out.flush();
    }

    /** An event with a name. */
    public void event(String name, Object data) throws IOException {
        out.write(ascii("event: " + name + "\n"));
        data(data);
    }

    /** A comment, which clients skip. */
    public void silence() throws IOException {
        send(SILENCE);
    }

    /** It went wrong: nothing follows. */
    public void failure(DomainException failure) throws IOException {
        data(OpenAiErrors.of(failure));
    }

    /** It is complete, which chat completions say in this way. */
    public void done() throws IOException {
        send(DONE);
    }

    private void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
