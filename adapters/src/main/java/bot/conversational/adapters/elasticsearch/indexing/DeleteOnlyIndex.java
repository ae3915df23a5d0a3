package bot.conversational.adapters.elasticsearch.indexing;

import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.user.UserId;
import java.util.List;

/**
 * An index of an older mapping, which would refuse or misread today's documents. It is searched until the new one is
 * full. Deletions are applied at once: the fields that they need are in every version.
 */
record DeleteOnlyIndex(MessageIndex index) implements MessageIndex {

    @Override
    public List<Rejection> write(List<IndexEntry> entries) {
        return index.write(entries.stream()
                .filter(IndexEntry.RemoveConversation.class::isInstance)
                .toList());
    }

    @Override
    public void discard(UserId user, List<MessageId> messages) {
        index.discard(user, messages);
    }
}
