package bot.conversational.application.http.chat;

import bot.conversational.application.http.metrics.StreamTimes;
import bot.conversational.application.http.stream.EventStreams;
import bot.conversational.domain.chat.live.TurnReader;
import bot.conversational.domain.chat.turn.Exchange;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gives an answer in the form that the caller accepts: whole as JSON, or as a stream of events. */
public final class TurnResponses {

    private final ObjectMapper mapper;
    private final TurnCall call;
    private final EventStreams streams;

    @Inject
    public TurnResponses(ObjectMapper mapper, TurnCall call, EventStreams streams) {
        this.mapper = mapper;
        this.call = call;
        this.streams = streams;
    }

    /**
     * @param begin begins the turn, or finds the one that the call repeats
     * @param whole what JSON shows of a turn that is over
     */
    Response of(Supplier<TurnReader> begin, HttpHeaders request, UriInfo uri, Function<Exchange, Object> whole) {
        boolean events = wantsEvents(request);
        if (events) {
            call.becomeStream();
        }
        TurnReader reader = begin.get();
        return (events ? events(reader, uri) : json(call.await(reader, whole))).build();
    }

    /** The stream of a turn that may have ended; empty when there is nothing to stream. */
    Optional<Response.ResponseBuilder> following(
            Supplier<Optional<TurnReader>> find, boolean fromTheBeginning, UriInfo uri) {
        call.becomeStream();
        return find.get().map(reader -> stream(reader, fromTheBeginning, uri, StreamTimes.Kind.RESUMED));
    }

    private static Response.ResponseBuilder json(TurnCall.Created created) {
        Response.ResponseBuilder response = Response.status(created.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(created.json());
        created.headers().forEach(response::header);
        return response;
    }

    private Response.ResponseBuilder events(TurnReader reader, UriInfo uri) {
        Response.ResponseBuilder response = stream(reader, true, uri, StreamTimes.Kind.BEGUN);
        call.headers(reader).forEach(response::header);
        return response;
    }

    private Response.ResponseBuilder stream(
            TurnReader reader, boolean fromTheBeginning, UriInfo uri, StreamTimes.Kind kind) {
        call.leaveLimit();
        TurnStream stream = new TurnStream(reader, fromTheBeginning, "/" + uri.getPath(), mapper, streams.pace());
        StreamTimes.Kind counted = reader.elsewhere() ? StreamTimes.Kind.TAKEN_OVER : kind;
        return streams.answer(stream, counted);
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
