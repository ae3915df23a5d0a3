package bot.conversational.application.http.openai.chat;

import bot.conversational.application.http.metrics.StreamTimes;
import bot.conversational.application.http.openai.CompletionStream;
import bot.conversational.application.http.openai.OpenAiEvents;
import bot.conversational.application.http.openai.WholeAnswer;
import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.application.http.overload.UserCalls;
import bot.conversational.application.http.stream.EventStreams;
import bot.conversational.domain.chat.completion.CompleteChat;
import bot.conversational.domain.chat.completion.CompletionReader;
import bot.conversational.domain.chat.completion.CompletionReader.Step;
import bot.conversational.domain.chat.completion.CompletionRequest;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Gives an answer whole or in chunks. While it waits for the model a call does not count among those at work. */
public final class CompletionResponses {

    private final CompleteChat chat;
    private final ConcurrencyLimit limit;
    private final UserCalls calls;
    private final EventStreams streams;
    private final ObjectMapper mapper;

    @Inject
    public CompletionResponses(
            CompleteChat chat, ConcurrencyLimit limit, UserCalls calls, EventStreams streams, ObjectMapper mapper) {
        this.chat = chat;
        this.limit = limit;
        this.calls = calls;
        this.streams = streams;
        this.mapper = mapper;
    }

    Response of(ChatRequest request, CompletionRequest wanted) {
        boolean streamed = request.wanted().streamed();
        if (streamed) {
            calls.stream();
        }
        CompletionReader reader = chat.begin(wanted, request::form);
        limit.leave();
        Response.ResponseBuilder response = streamed ? stream(reader) : WholeAnswer.of(reader, calls);
        if (!request.ignored().isEmpty()) {
            response.header(IgnoredParameters.HEADER, request.ignored());
        }
        if (reader.isReplayed()) {
            response.header("Idempotent-Replayed", "true");
        }
        if (reader.isKnown()) {
            response.header("X-Cache", "hit");
        }
        return response.build();
    }

    /** A model that fails before it says anything is told by the status, as long as there is no need of a sign of life. */
    private Response.ResponseBuilder stream(CompletionReader reader) {
        Optional<Step> first = Optional.of(firstOf(reader));
        CompletionStream stream = new CompletionStream(reader, first, new ChunkEvents(), mapper, streams.pace());
        return streams.answer(stream, reader.isReplayed() ? StreamTimes.Kind.RESUMED : StreamTimes.Kind.BEGUN);
    }

    private static Step firstOf(CompletionReader reader) {
        boolean goesOn = false;
        try {
            Step first = reader.next(OpenAiEvents.HEARTBEAT);
            if (first instanceof Step.Ended(Optional<DomainException> failure) && failure.isPresent()) {
                throw failure.get();
            }
            goesOn = true;
            return first;
        } catch (InterruptedException e) {
            throw WholeAnswer.interrupted(e);
        } finally {
            if (!goesOn) {
                reader.close();
            }
        }
    }
}
