package bot.conversational.domain.chat.live;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.parts.Place;
import bot.conversational.domain.shared.DomainException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of an answer's stream a client has seen, which is also the id of the last event it saw:
 * {@code TURN:BYTES}, or {@code TURN:BYTES.MARKS} behind the beginning of a part, or {@code TURN:end} for the stream's
 * last event.
 */
public sealed interface StreamPosition {

    Pattern SHAPE = Pattern.compile(
            "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):(?:(\\d{1,12})(?:\\.(\\d{1,6}))?|end)");

    MessageId turn();

    /** All before a place was seen. */
    record At(MessageId turn, Place place) implements StreamPosition {
        @Override
        public String toString() {
            return turn + ":" + place.bytes() + (place.marks() == 0 ? "" : "." + place.marks());
        }
    }

    /** All was seen. */
    record End(MessageId turn) implements StreamPosition {
        @Override
        public String toString() {
            return turn + ":end";
        }
    }

    /** @throws DomainException.Malformed when the service never made such an id */
    static StreamPosition parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new DomainException.Malformed("Last-Event-ID is not the id of an event of this service.");
        }
        MessageId turn = new MessageId(UUID.fromString(matcher.group(1)));
        if (matcher.group(2) == null) {
            return new End(turn);
        }
        int marks = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        return new At(turn, new Place(Long.parseLong(matcher.group(2)), marks));
    }
}
