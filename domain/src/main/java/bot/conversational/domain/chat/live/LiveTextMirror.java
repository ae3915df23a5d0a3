package bot.conversational.domain.chat.live;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * The texts of running turns where every node sees them soon. A mirror may lose everything at any time, and heals with the
 * next append; it never shows anything but a beginning of the text. Throws
 * {@link bot.conversational.domain.shared.DomainException.Unavailable} when it is away.
 */
public interface LiveTextMirror {

    /**
     * Adds pieces, each where the text that is there ends; one that would leave a gap or overlap is not added. One round
     * trip for all.
     *
     * @return for each piece, in order, how many bytes of its turn's text are now there
     */
    List<Long> append(List<LiveTextStore.Delta> pieces);

    /**
     * What follows an offset; empty when the turn is not there or no longer than that.
     *
     * @param offset between two code points
     */
    Optional<String> read(UserId user, MessageId turn, long offset);
}
