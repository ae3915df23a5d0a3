package bot.conversational.domain.chat.live;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Set;

/** Saves the texts of running turns, in case their node dies before they end. */
public interface LiveTextStore {

    /**
     * A piece of a turn's text.
     *
     * @param start the offset of its first byte in the answer's UTF-8 text
     */
    record Delta(UserId user, MessageId turn, long start, String text) {}

    /**
     * Saves pieces of many turns in one statement. A piece replaces one that was saved at the same start. Pieces of
     * turns that do not run any more are ignored. So are pieces within a text of which nothing before them is saved.
     * Otherwise all or nothing.
     *
     * <p>The store may lose all pieces when it crashes, so that they cost it little. Their nodes still have the texts.
     *
     * @return the turns whose pieces were saved; the texts of the others must be saved again from their start
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable; it is then
     *     unknown whether the pieces were saved. Saving them again, also longer ones from the same starts, is right in
     *     either case
     */
    Set<MessageId> keep(List<Delta> deltas);
}
