package bot.conversational.application.http.openai.responses;

import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.metrics.StreamTimes;
import bot.conversational.application.http.stream.EventStreams;
import bot.conversational.domain.responses.RespondingTurn;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Gives a response in the form that its caller wants: whole, as it comes, or at once as it is. */
public final class ResponseAnswers {

    private final ObjectMapper mapper;
    private final TurnCall call;
    private final EventStreams streams;

    @Inject
    public ResponseAnswers(ObjectMapper mapper, TurnCall call, EventStreams streams) {
        this.mapper = mapper;
        this.call = call;
        this.streams = streams;
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

    private Response stream(Supplier<RespondingTurn> find, long after, StreamTimes.Kind kind) {
        call.becomeStream();
        RespondingTurn response = find.get();
        call.leaveLimit();
        StreamTimes.Kind counted = response.turn().elsewhere() ? StreamTimes.Kind.TAKEN_OVER : kind;
        ResponseStream stream = new ResponseStream(response, after, mapper, streams.pace());
        return with(response, streams.answer(stream, counted));
    }

    private Response with(RespondingTurn response, Response.ResponseBuilder builder) {
        call.headers(response.turn()).forEach(builder::header);
        return builder.build();
    }
}
