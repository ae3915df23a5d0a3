package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.InMemoryDatabase.ConversationKey;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.Transcript;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes whole conversations into memory. */
public final class InMemoryConversationArchive implements ConversationArchive {

    private final InMemoryDatabase database;

    public InMemoryConversationArchive(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Set<ConversationId> addAll(List<Transcript> transcripts) {
        return database.call(() -> {
            Set<ConversationId> added = new LinkedHashSet<>();
            for (Transcript transcript : transcripts) {
                Conversation conversation = transcript.conversation();
                InMemoryConversation stored = new InMemoryConversation(conversation);
                transcript.messages().forEach(stored::keep);
                stored.state = new ConversationState(
                        conversation,
                        transcript.messages().size(),
                        BranchHead.of(transcript.messages().getLast()),
                        Optional.empty());
                ConversationKey key = new ConversationKey(conversation.user(), conversation.id());
                if (database.conversations.putIfAbsent(key, stored) == null) {
                    added.add(conversation.id());
                    database.changed(new Change(
                            conversation.user(),
                            Change.Entity.CONVERSATION,
                            conversation.id().value(),
                            conversation.version()));
                }
            }
            return added;
        });
    }
}
