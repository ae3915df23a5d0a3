package bot.conversational.application.http.chat;

import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.domain.chat.live.TurnReader;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.shared.StreamPace;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;

/** Gives an answer in the form that the caller accepts: whole as JSON, or as a stream of events. */
public final class TurnResponses {

    private final ObjectMapper mapper;
    private final ConcurrencyLimit workload;
    private final StreamPace pace;

    @Inject
    public TurnResponses(ObjectMapper mapper, ConcurrencyLimit workload, StreamPace pace) {
        this.mapper = mapper;
        this.workload = workload;
        this.pace = pace;
    }

    /** @param whole what JSON shows of a turn that is over */
    Response of(TurnReader reader, HttpHeaders request, UriInfo uri, Function<Exchange, Object> whole) {
        workload.leave(); // it waits for the model now
        Response.ResponseBuilder response = wantsEvents(request)
                ? stream(reader, true, uri)
                : Response.status(Response.Status.CREATED)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(whole.apply(reader.await()));
        return (reader.replayed() ? response.header("Idempotent-Replayed", "true") : response).build();
    }

    /** Not held back by proxies that buffer. */
    Response.ResponseBuilder stream(TurnReader reader, boolean fromTheBeginning, UriInfo uri) {
        workload.leave();
        return Response.ok(new TurnStream(reader, fromTheBeginning, "/" + uri.getPath(), mapper, pace))
                .type(MediaType.SERVER_SENT_EVENTS_TYPE)
                .header("X-Accel-Buffering", "no");
    }

    /** JSON unless the caller would rather have events. */
    private static boolean wantsEvents(HttpHeaders request) {
        for (MediaType accepted : request.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (accepted.isCompatible(MediaType.SERVER_SENT_EVENTS_TYPE)) {
                return true;
            }
        }
        return false;
    }
}
