package bot.conversational.application.http.stream;

import bot.conversational.application.http.metrics.StreamTimes;
import bot.conversational.domain.shared.StreamPace;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;

/** The node's streams of server-sent events. They are counted, and the more there are, the slower each moves. */
public final class EventStreams {

    private final StreamPace pace;
    private final StreamTimes times;

    @Inject
    public EventStreams(StreamPace pace, StreamTimes times) {
        this.pace = pace;
        this.times = times;
    }

    /** Of all streams of the node. */
    public StreamPace pace() {
        return pace;
    }

    /** Neither held back by proxies that buffer, nor packed by those that would wait for more. */
    public Response.ResponseBuilder answer(StreamedBody events, StreamTimes.Kind kind) {
        StreamedBody counted = out -> write(events, kind, out);
        return Response.ok(counted)
                .type(MediaType.SERVER_SENT_EVENTS_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                .header("X-Accel-Buffering", "no");
    }

    private void write(StreamedBody events, StreamTimes.Kind kind, OutputStream out) throws IOException {
        StreamTimes.Stream time = times.begin(kind);
        pace.enter();
        try {
            events.writeTo(out);
        } finally {
            pace.leave();
            time.end();
        }
    }
}
