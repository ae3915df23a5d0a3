package bot.conversational.application.http.openai.responses;

import bot.conversational.application.http.openai.OpenAiEvents;
import bot.conversational.application.http.stream.StreamedBody;
import bot.conversational.domain.chat.live.TurnReader;
import bot.conversational.domain.chat.live.TurnReader.Step;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.parts.AnswerLogReader.Piece;
import bot.conversational.domain.responses.RespondingTurn;
import bot.conversational.domain.responses.events.EventSequence;
import bot.conversational.domain.responses.events.EventSequence.Numbered;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.StreamPace;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A response as server-sent events, written as it comes. What fails before the response is over ends the stream with an
 * error: it is never taken for whole, and who comes again with the last number gets the rest.
 */
final class ResponseStream implements StreamedBody {

    private final TurnReader reader;
    private final RespondingTurn response;
    private final long after;
    private final ObjectMapper mapper;
    private final StreamPace pace;

    /**
     * @param after the last number that was seen; -1 for none
     * @param pace of all streams of the node
     */
    ResponseStream(RespondingTurn response, long after, ObjectMapper mapper, StreamPace pace) {
        this.reader = response.turn();
        this.response = response;
        this.after = after;
        this.mapper = mapper;
        this.pace = pace;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        OpenAiEvents events = new OpenAiEvents(out, mapper);
        EventSequence sequence = new EventSequence(reader.generating().id(), after);
        try {
            send(events, sequence.begin(), reader.generating());
            while (step(events, sequence)) {
                // until the end
            }
        } catch (DomainException failure) {
            events.failure(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            events.failure(new DomainException.Unavailable("The node is shutting down.", e));
        }
    }

    /** Whether more is to come. */
    private boolean step(OpenAiEvents events, EventSequence sequence) throws IOException, InterruptedException {
        switch (reader.next(OpenAiEvents.HEARTBEAT)) {
            case Step.More(Piece piece) -> {
                send(events, sequence.add(piece.delta()), reader.generating());
                Thread.sleep(pace.pause());
            }
            case Step.Silence() -> events.silence();
            case Step.Ended(Message answer, var failure) -> {
                boolean kept = answer.status() != MessageStatus.INTERRUPTED;
                send(events, sequence.end(ResponseJson.isWhole(answer), kept), answer);
                return false;
            }
        }
        return true;
    }

    private void send(OpenAiEvents events, List<Numbered> numbered, Message answer) throws IOException {
        for (Numbered event : numbered) {
            ResponseEventJson json = ResponseEventJson.of(event, () -> ResponseJson.of(answer, response.wanted()));
            events.event(json.type(), json);
        }
    }
}
