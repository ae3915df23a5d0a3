package bot.conversational.application.http.openai.responses;

import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.metrics.StreamTimes;
import bot.conversational.application.http.stream.StreamedBody;
import bot.conversational.domain.responses.RespondingTurn;
import bot.conversational.domain.shared.StreamPace;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Gives a response in the form that its caller wants: whole, as it comes, or at once as it is. */
public final class ResponseAnswers {

    private final ObjectMapper mapper;
    private final TurnCall call;
    private final StreamPace pace;
    private final StreamTimes times;

    @Inject
    public ResponseAnswers(ObjectMapper mapper, TurnCall call, StreamPace pace, StreamTimes times) {
        this.mapper = mapper;
        this.call = call;
        this.pace = pace;
        this.times = times;
    }

    /** @param begin begins the turn, or finds the one that the call repeats */
    Response created(ResponseRequest request, Supplier<RespondingTurn> begin) {
        if (request.stream()) {
            return stream(begin, -1, StreamTimes.Kind.BEGUN);
        }
        RespondingTurn response = begin.get();
        Object body = request.background()
                ? ResponseJson.of(response.turn().generating(), response.wanted())
                : call.await(
                                response.turn(),
                                exchange -> ResponseJson.of(exchange.assistantMessage(), response.wanted()))
                        .json();
        return with(response, Response.ok(body).type(MediaType.APPLICATION_JSON_TYPE));
    }

    /** @param after the last number that was seen; -1 for none */
    Response resumed(Supplier<RespondingTurn> find, long after) {
        return stream(find, after, StreamTimes.Kind.RESUMED);
    }

    /** Neither held back by proxies that buffer, nor packed by those that would wait for more. */
    private Response stream(Supplier<RespondingTurn> find, long after, StreamTimes.Kind kind) {
        call.becomeStream();
        RespondingTurn response = find.get();
        call.leaveLimit();
        StreamTimes.Kind counted = response.turn().elsewhere() ? StreamTimes.Kind.TAKEN_OVER : kind;
        return with(
                response,
                Response.ok(timed(new ResponseStream(response, after, mapper, pace), counted))
                        .type(MediaType.SERVER_SENT_EVENTS_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                        .header("X-Accel-Buffering", "no"));
    }

    private Response with(RespondingTurn response, Response.ResponseBuilder builder) {
        call.headers(response.turn()).forEach(builder::header);
        return builder.build();
    }

    private StreamedBody timed(ResponseStream stream, StreamTimes.Kind kind) {
        return out -> {
            StreamTimes.Stream time = times.begin(kind);
            try {
                stream.writeTo(out);
            } finally {
                time.end();
            }
        };
    }
}
