package bot.conversational.domain.chat.live;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * The texts of running turns, for all nodes to read within a moment. A mirror may lose everything at any time, and
 * recovers with the next append. It never shows anything but a prefix of the text. Throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when it is unavailable.
 */
public interface LiveTextMirror {

    /** In place of a size: the part of the mirror that has the turn is unavailable, and others are not. */
    long UNKNOWN = -1;

    /**
     * Adds pieces, each where the text that is there ends; one that would leave a gap or overlap is not added. One
     * round trip for all, to each part that the mirror has.
     *
     * @return for each piece, in order, how many bytes of its turn's text are now there, or {@link #UNKNOWN}
     */
    List<Long> append(List<LiveTextStore.Delta> pieces);

    /**
     * The text behind an offset; empty when the turn is not there or its text is not longer.
     *
     * @param offset between two code points
     */
    Optional<String> read(UserId user, MessageId turn, long offset);
}
