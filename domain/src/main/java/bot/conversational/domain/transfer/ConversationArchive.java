package bot.conversational.domain.transfer;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Set;

/** Takes whole conversations into the store. */
public interface ConversationArchive {

    /**
     * A conversation that changed.
     *
     * @param isNew whether it was not there before
     * @param messages that were added
     * @param version afterwards
     */
    record Taken(ConversationId id, boolean isNew, int messages, long version) {}

    /**
     * Which of the conversations are there.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable
     */
    Set<ConversationId> present(UserId user, Set<ConversationId> conversations);

    /**
     * Adds those transcripts whose conversation is not there, and to those that are there the messages that are not, all
     * in one transaction and each with its change for the followers. A message that is there stays as it is. Added ones
     * get the next seqs. The newest branch follows the transcript unless somebody has gone on here. The title does if
     * nobody has done anything here since the conversation was added, and the transcript is the later one.
     * Where it is kept, and its other settings, are those of the transcript that added it. A folder that is none of the
     * user's is none.
     *
     * @param transcripts each conversation once
     * @return what changed
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable; nothing was
     *     added
     */
    List<Taken> addAll(List<Transcript> transcripts);

    /**
     * The same as a step of an import, whose counts are stored in the same transaction.
     *
     * @param transcripts of the import's user; none, when none of the step can be stored
     * @throws bot.conversational.domain.shared.DomainException.Conflict when the import is over, or another attempt goes
     *     on with it; nothing was added
     */
    List<Taken> addAll(List<Transcript> transcripts, ImportStep step);
}
