package bot.conversational.application.http.chat;

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
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private static final String PART = "message.part";

    /** Data of {@code message.delta}. */
    private record DeltaJson(UUID id, String delta) {}

    /** Data of {@code message.part} that opens a part. */
    private record OpenedJson(UUID id, int index, PartJson part) {}

    /** Data of {@code message.part} that appends to the text or the arguments of the part. */
    private record GrownJson(UUID id, int index, String delta) {}

    /** Data of {@code message.part} that signs a reasoning. */
    private record SignedJson(UUID id, int index, String signature) {}

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
        pace.enter();
        try {
            stream(out);
        } finally {
            pace.leave();
        }
    }

    private void stream(OutputStream out) throws IOException {
        MessageId turn = reader.generating().id();
        try {
            if (fromTheBeginning) {
                send(
                        out,
                        new StreamPosition.At(turn, Place.START),
                        "message.created",
                        new ExchangeJson(MessageJson.of(reader.question()), MessageJson.of(reader.generating())));
            }
            while (step(out, turn)) {
                // until the end
            }
        } catch (DomainException.Unavailable away) {
            // No last event, so that the client comes again and picks the stream up, here or elsewhere.
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
                    send(out, new StreamPosition.End(turn), "message.completed", MessageJson.of(answer));
                }
                return false;
            }
        }
        return true;
    }

    private void sendPiece(OutputStream out, MessageId turn, Piece piece) throws IOException {
        UUID id = turn.value();
        StreamPosition position = new StreamPosition.At(turn, piece.end());
        switch (piece.delta()) {
            case Delta.Text(String text) -> send(out, position, "message.delta", new DeltaJson(id, text));
            case Delta.Opened(Part part) ->
                send(out, position, PART, new OpenedJson(id, piece.index(), PartJson.of(part)));
            case Delta.More(String text) -> send(out, position, PART, new GrownJson(id, piece.index(), text));
            case Delta.Signed(String signature) ->
                send(out, position, PART, new SignedJson(id, piece.index(), signature));
        }
    }

    private void sendFailure(OutputStream out, MessageId turn, DomainException failure) throws IOException {
        ObjectNode problem = mapper.valueToTree(ProblemResponses.problem(failure, instance));
        problem.put("messageId", turn.toString());
        send(out, new StreamPosition.End(turn), "message.failed", problem);
    }

    private void send(OutputStream out, StreamPosition id, String event, Object data) throws IOException {
        String text = "id: " + id + "\nevent: " + event + "\ndata: " + mapper.writeValueAsString(data) + "\n\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
