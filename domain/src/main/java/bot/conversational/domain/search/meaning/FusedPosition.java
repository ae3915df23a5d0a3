package bot.conversational.domain.search.meaning;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.shared.DomainException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of a fused list ended, and what the rest of the list is ordered by. As text it is {@code
 * SCORE:MESSAGE:BEST:WEIGHTS:MODEL}.
 *
 * @param score of the page's last hit
 * @param best of the list's first hit
 * @param model that tells how near a message is; empty when the list has begun without one
 */
record FusedPosition(double score, MessageId message, double best, Rarity rarity, Optional<String> model) {

    /** More than any hit has. */
    private static final double BEFORE_ALL = 1_000;

    private static final String NUMBER = "([0-9.E-]{1,24})";
    private static final Pattern TEXT = Pattern.compile(
            NUMBER + ":([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):" + NUMBER + ":(.*)", Pattern.DOTALL);

    /** In front of a list's first hit. */
    static FusedPosition begin(double best, Rarity rarity, Optional<String> model) {
        return new FusedPosition(BEFORE_ALL, new MessageId(new UUID(0, 0)), best, rarity, model);
    }

    /** @throws DomainException.Malformed when the text is no position of such a list */
    static FusedPosition parse(String text, Sought sought) {
        Matcher position = TEXT.matcher(text);
        try {
            if (position.matches()) {
                String rest = position.group(4);
                // A weight may be spelled like the sign behind the weights.
                int end = sought.words().size();
                if (rest.length() <= end || rest.charAt(end) != ':') {
                    throw none();
                }
                return new FusedPosition(
                        Double.parseDouble(position.group(1)),
                        new MessageId(UUID.fromString(position.group(2))),
                        Double.parseDouble(position.group(3)),
                        Rarity.parse(rest.substring(0, end), sought).orElseThrow(FusedPosition::none),
                        Optional.of(rest.substring(end + 1)).filter(name -> !name.isEmpty()));
            }
        } catch (NumberFormatException e) {
            throw none();
        }
        throw none();
    }

    private static DomainException.Malformed none() {
        return new DomainException.Malformed("cursor is not from this search");
    }

    String text() {
        return score + ":" + message + ":" + best + ":" + rarity.letters() + ":" + model.orElse("");
    }
}
