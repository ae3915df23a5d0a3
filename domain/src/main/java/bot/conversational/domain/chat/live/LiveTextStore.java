package bot.conversational.domain.chat.live;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Set;

/** Keeps what running turns have generated so far, for when their node is gone before they end. */
public interface LiveTextStore {

    /**
     * A piece of a turn's text.
     *
     * @param start the offset of its first byte in the answer's UTF-8 text
     */
    record Delta(UserId user, MessageId turn, long start, String text) {}

    /**
     * Keeps pieces of many turns in one statement. A piece replaces one that was kept at the same start; one whose turn
     * does not run any more is passed over, and so is one that does not begin the text while nothing before it is there.
     * All or nothing otherwise.
     *
     * <p>The store may lose all pieces when it crashes, so that they cost it little. Their nodes still have the texts.
     *
     * @return the turns whose pieces were taken; for the others the text is to be kept anew from its beginning
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is away; whether the pieces were
     *     kept is then not known, and keeping them again, also longer ones from the same starts, is right either way
     */
    Set<MessageId> keep(List<Delta> deltas);
}
