package bot.conversational.benchmarks.bare;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Streams from a thread each that sleeps between its writes. {@code /sse} says nothing but a comment now and then;
 * {@code /frames} sends an event with a token every 100 ms, as the service does for a model of ten tokens a second.
 */
final class BareStreams extends Handler.Abstract {

    private static final String FIRST = "event: ready\ndata: {}\n\n";
    private static final String COMMENT = ":\n\n";
    private static final long SILENCE_MILLIS = 15_000;
    private static final long PAUSE_MILLIS = 100;
    private static final String FRAME = "id: 0198c0de-0000-7000-8000-000000000000:%d\nevent: message.delta\n"
            + "data: {\"id\":\"0198c0de-0000-7000-8000-000000000000\",\"delta\":\"amber \"}\n\n";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        boolean frames = request.getHttpURI().getPath().equals("/frames");
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            send(out, FIRST);
            for (long sent = 1; ; sent++) {
                TimeUnit.MILLISECONDS.sleep(frames ? PAUSE_MILLIS : SILENCE_MILLIS);
                send(out, frames ? FRAME.formatted(sent) : COMMENT);
            }
        } catch (IOException e) {
            callback.failed(e); // the other end has gone
        }
        return true;
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
