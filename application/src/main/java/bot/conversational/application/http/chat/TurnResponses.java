package bot.conversational.application.http.chat;

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
    private final TurnCall call;
    private final StreamPace pace;

    @Inject
    public TurnResponses(ObjectMapper mapper, TurnCall call, StreamPace pace) {
        this.mapper = mapper;
        this.call = call;
        this.pace = pace;
    }

    /** @param whole what JSON shows of a turn that is over */
    Response of(TurnReader reader, HttpHeaders request, UriInfo uri, Function<Exchange, Object> whole) {
        Response.ResponseBuilder response =
                wantsEvents(request) ? events(reader, uri) : json(call.await(reader, whole));
        return response.build();
    }

    private static Response.ResponseBuilder json(TurnCall.Created created) {
        Response.ResponseBuilder response = Response.status(created.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(created.json());
        created.headers().forEach(response::header);
        return response;
    }

    private Response.ResponseBuilder events(TurnReader reader, UriInfo uri) {
        Response.ResponseBuilder response = stream(reader, true, uri);
        call.headers(reader).forEach(response::header);
        return response;
    }

    /** Neither held back by proxies that buffer, nor packed by those that would wait for more. */
    Response.ResponseBuilder stream(TurnReader reader, boolean fromTheBeginning, UriInfo uri) {
        call.leaveLimit();
        return Response.ok(new TurnStream(reader, fromTheBeginning, "/" + uri.getPath(), mapper, pace))
                .type(MediaType.SERVER_SENT_EVENTS_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
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
