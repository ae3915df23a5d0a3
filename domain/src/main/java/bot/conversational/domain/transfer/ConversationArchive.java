package bot.conversational.domain.transfer;

import bot.conversational.domain.conversation.ConversationId;
import java.util.List;
import java.util.Set;

/** Takes whole conversations into the store. */
public interface ConversationArchive {

    /**
     * Adds those transcripts whose conversation is not there yet, all in one transaction and each with its change for
     * the followers; those that are there are left as they are, whatever happened to them since.
     *
     * @return which were added
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when the store is unavailable; nothing was
     *     added
     */
    Set<ConversationId> addAll(List<Transcript> transcripts);
}
