package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.context.WriteId;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.InMemoryDatabase.ConversationKey;
import bot.conversational.domain.stores.InMemoryDatabase.FolderKey;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.ImportStep;
import bot.conversational.domain.transfer.Transcript;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Takes whole conversations into memory. */
public final class InMemoryConversationArchive implements ConversationArchive {

    private final InMemoryDatabase database;

    public InMemoryConversationArchive(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Set<ConversationId> present(UserId user, Set<ConversationId> conversations) {
        return database.call(() -> conversations.stream()
                .filter(id -> database.conversations.containsKey(new ConversationKey(user, id)))
                .collect(Collectors.toSet()));
    }

    @Override
    public List<Taken> addAll(List<Transcript> transcripts, ImportStep step) {
        return database.call(() -> {
            database.imports.requireNext(step);
            List<Taken> taken = addAll(transcripts);
            database.imports.count(step, transcripts.size(), taken);
            return taken;
        });
    }

    @Override
    public List<Taken> addAll(List<Transcript> transcripts) {
        return database.call(() -> {
            List<Taken> taken = new ArrayList<>();
            for (Transcript transcript : transcripts) {
                Conversation conversation = transcript.conversation();
                ConversationKey key = new ConversationKey(conversation.user(), conversation.id());
                InMemoryConversation stored = database.conversations.get(key);
                Optional<Taken> one;
                if (stored == null) {
                    InMemoryConversation added = added(transcript);
                    database.conversations.put(key, added);
                    one = Optional.of(new Taken(
                            conversation.id(), true, transcript.messages().size(), added.version()));
                } else {
                    one = extended(stored, transcript);
                }
                one.ifPresent(it -> {
                    taken.add(it);
                    database.changed(new Change(
                            conversation.user(),
                            Change.Entity.CONVERSATION,
                            it.id().value(),
                            it.version()));
                });
            }
            return taken;
        });
    }

    private InMemoryConversation added(Transcript transcript) {
        Conversation conversation = aboveDeleted(filed(transcript.conversation()));
        InMemoryConversation stored = new InMemoryConversation(conversation);
        transcript.messages().forEach(stored::keep);
        stored.state = new ConversationState(
                conversation, transcript.messages().size(), BranchHead.of(transcript.head()), Optional.empty());
        return stored;
    }

    /** Its version is above that of one of its id that was deleted. */
    private Conversation aboveDeleted(Conversation given) {
        long deleted = database.revocations.keySet().stream()
                .filter(it -> it instanceof Revocation.ConversationDeleted gone
                        && gone.user().equals(given.user())
                        && gone.conversation().equals(given.id()))
                .mapToLong(it -> ((Revocation.ConversationDeleted) it).version())
                .max()
                .orElse(0);
        return given.atVersion(deleted + 1);
    }

    /** In no folder when its one is gone. */
    private Conversation filed(Conversation given) {
        Filing filing = new Filing(
                given.filing().folder().filter(id -> database.folders.containsKey(new FolderKey(given.user(), id))),
                given.filing().tags());
        return new Conversation(given.id(), given.user(), given.settings(), filing, given.progress());
    }

    private static Optional<Taken> extended(InMemoryConversation stored, Transcript transcript) {
        Conversation before = stored.conversation();
        Conversation given = transcript.conversation();
        List<ContextMessage> missing = transcript.messages().stream()
                .filter(it -> !stored.messages.containsKey(it.message().id()))
                .toList();
        boolean renames = stored.state.write().isEmpty()
                && given.updatedAt().isAfter(before.updatedAt())
                && !given.title().equals(before.title());
        if (missing.isEmpty() && !renames) {
            return Optional.empty();
        }
        long seq = stored.state.lastSeq();
        for (ContextMessage message : missing) {
            seq++;
            stored.keep(at(seq, message));
        }
        Optional<MessageId> head = stored.state.head().id();
        boolean follows = transcript.messages().stream()
                .anyMatch(it -> Optional.of(it.message().id()).equals(head));
        ConversationProgress progress = before.progress().next(missing.size(), given.updatedAt());
        stored.state = new ConversationState(
                before.with(renames ? given.settings() : before.settings(), progress),
                seq,
                follows
                        ? BranchHead.of(
                                stored.messages.get(transcript.head().message().id()))
                        : stored.state.head(),
                Optional.of(new WriteId(UUID.randomUUID())));
        return Optional.of(new Taken(before.id(), false, missing.size(), progress.version()));
    }

    private static ContextMessage at(long seq, ContextMessage given) {
        Message message = given.message();
        return new ContextMessage(
                new Message(
                        message.id(),
                        new TreePosition(message.conversationId(), seq, message.parentId()),
                        message.role(),
                        message.body(),
                        message.generation(),
                        message.feedback(),
                        message.createdAt()),
                given.tokens(),
                given.hash());
    }
}
