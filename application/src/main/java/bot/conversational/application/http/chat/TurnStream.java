package bot.conversational.application.http.chat;

import bot.conversational.application.http.chat.TurnEventJson.FailureJson;
import bot.conversational.application.http.chat.TurnEventJson.PartDeltaJson;
import bot.conversational.application.http.chat.TurnEventJson.TextDeltaJson;
import bot.conversational.application.http.conversations.MessageJson;
import bot.conversational.application.http.parts.PartJson;
import bot.conversational.application.http.problem.ProblemResponses;
import bot.conversational.application.http.stream.StreamedBody;
import bot.conversational.domain.chat.live.StreamPosition;
import bot.conversational.domain.chat.live.TurnReader;
import bot.conversational.domain.chat.live.TurnReader.Step;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.parts.AnswerLogReader.Piece;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.llm.parts.Place;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.StreamPace;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * An answer as server-sent events, written as it comes. Data is one line of JSON, in which no text can look like the
 * end of an event. A reader that takes nothing is given up by the server's idle timeout; the generation does not
 * notice.
 */
final class TurnStream implements StreamedBody {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final TurnReader reader;
    private final boolean fromTheBeginning;
    private final String instance;
    private final ObjectMapper mapper;
    private final StreamPace pace;

    /**
     * @param instance path of the call
     * @param pace of all streams of the node
     */
    TurnStream(TurnReader reader, boolean fromTheBeginning, String instance, ObjectMapper mapper, StreamPace pace) {
        this.reader = reader;
        this.fromTheBeginning = fromTheBeginning;
        this.instance = instance;
        this.mapper = mapper;
        this.pace = pace;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        MessageId turn = reader.generating().id();
        try {
            if (fromTheBeginning) {
                ExchangeJson exchange =
                        new ExchangeJson(MessageJson.of(reader.question()), MessageJson.of(reader.generating()));
                String first = new StreamPosition.At(turn, Place.START).toString();
                send(out, new TurnEventJson.Created(first, exchange));
            }
            while (step(out, turn)) {
                // until the end
            }
        } catch (DomainException.Unavailable | DomainException.Malformed notHere) {
            // No last event, so that the client comes again and picks the stream up, here or elsewhere. A place that
            // turned out not to exist is then refused: the answer itself is well.
        } catch (DomainException failure) {
            sendFailure(out, turn, failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether more is to come. */
    private boolean step(OutputStream out, MessageId turn) throws IOException, InterruptedException {
        switch (reader.next(HEARTBEAT)) {
            case Step.More(Piece piece) -> {
                sendPiece(out, turn, piece);
                Thread.sleep(pace.pause());
            }
            case Step.Silence() -> {
                out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            case Step.Ended(Message answer, Optional<DomainException> failure) -> {
                if (failure.isPresent()) {
                    sendFailure(out, turn, failure.get());
                } else {
                    String last = new StreamPosition.End(turn).toString();
                    send(out, new TurnEventJson.Completed(last, MessageJson.of(answer)));
                }
                return false;
            }
        }
        return true;
    }

    private void sendPiece(OutputStream out, MessageId turn, Piece piece) throws IOException {
        UUID id = turn.value();
        int index = piece.index();
        String position = new StreamPosition.At(turn, piece.end()).toString();
        send(
                out,
                switch (piece.delta()) {
                    case Delta.Text(String text) -> new TurnEventJson.Grown(position, new TextDeltaJson(id, text));
                    case Delta.Opened(Part part) ->
                        part(position, new PartDeltaJson(id, index, PartJson.of(part), null, null));
                    case Delta.More(String text) -> part(position, new PartDeltaJson(id, index, null, text, null));
                    case Delta.Foreign ignored -> throw new IllegalStateException("no turn asks for any");
                    case Delta.Signed(String signature) ->
                        part(position, new PartDeltaJson(id, index, null, null, signature));
                });
    }

    private static TurnEventJson part(String position, PartDeltaJson delta) {
        return new TurnEventJson.PartGrown(position, delta);
    }

    private void sendFailure(OutputStream out, MessageId turn, DomainException failure) throws IOException {
        FailureJson problem = new FailureJson(ProblemResponses.problem(failure, instance), turn.value());
        send(out, new TurnEventJson.Failed(new StreamPosition.End(turn).toString(), problem));
    }

    private void send(OutputStream out, TurnEventJson event) throws IOException {
        String data = mapper.writeValueAsString(event.data());
        String text = "id: " + event.id() + "\nevent: " + event.event() + "\ndata: " + data + "\n\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
