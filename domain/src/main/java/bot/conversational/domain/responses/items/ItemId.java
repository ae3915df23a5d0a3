package bot.conversational.domain.responses.items;

import bot.conversational.domain.conversation.MessageId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an item: {@code msg_MESSAGE} for what a message says, and with the number of the item within its message for
 * all others, such as {@code fc_MESSAGE_1}. It follows from the message, so that every node gives the same.
 *
 * @param number from 0
 */
public record ItemId(Kind kind, MessageId message, int number) {

    /** What an item is. */
    public enum Kind {
        /** Somebody says something. */
        MSG,
        /** A model thinks. */
        RS,
        /** A model calls a tool. */
        FC,
        /** A tool says something. */
        FCO
    }

    private static final Pattern SHAPE = Pattern.compile(
            "(msg|rs|fc|fco)_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:_(\\d{1,4}))?");

    /** Where there is no number: the first item that says something. */
    static final int FIRST_SAID = -1;

    /** Empty when the service never made such a name. */
    public static Optional<ItemId> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Kind kind = Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        String number = matcher.group(3);
        if (number == null && kind != Kind.MSG) {
            return Optional.empty();
        }
        return Optional.of(new ItemId(
                kind,
                new MessageId(UUID.fromString(matcher.group(2))),
                number == null ? FIRST_SAID : Integer.parseInt(number)));
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "_" + message + (number == FIRST_SAID ? "" : "_" + number);
    }
}
