package bot.conversational.domain.search.meaning;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.search.text.Rarity;
import bot.conversational.domain.search.text.Sought;
import bot.conversational.domain.shared.DomainException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of a fused list ended, and what the rest of the list is ordered by. As text it is {@code
 * SCORE:MESSAGE:BEST:WEIGHTS}.
 *
 * @param score of the page's last hit
 * @param best of the list's first hit
 */
record FusedPosition(double score, MessageId message, double best, Rarity rarity) {

    private static final String NUMBER = "([0-9.E-]{1,24})";
    private static final Pattern TEXT = Pattern.compile(
            NUMBER + ":([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):" + NUMBER + ":(.*)", Pattern.DOTALL);

    /** @throws DomainException.Malformed when the text is no position of such a list */
    static FusedPosition parse(String text, Sought sought) {
        Matcher position = TEXT.matcher(text);
        try {
            if (position.matches()) {
                return new FusedPosition(
                        Double.parseDouble(position.group(1)),
                        new MessageId(UUID.fromString(position.group(2))),
                        Double.parseDouble(position.group(3)),
                        Rarity.parse(position.group(4), sought).orElseThrow(FusedPosition::none));
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
        return score + ":" + message + ":" + best + ":" + rarity.letters();
    }
}
