package bot.conversational.domain.indexing.maintenance;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.user.UserId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares the index with the source of truth, both ways, in steps of bounded size. */
public final class AuditIndex implements AuditedCopy {

    private static final int ENTRIES = 250;

    private final SourceDocuments source;
    private final AuditedSource audited;
    private final IndexContents contents;
    private final SettledComparison settled;

    /** @param pause between two tries, in which the followers of the changes get on */
    public AuditIndex(
            IndexSource source, AuditedSource audited, IndexContents contents, ChangeFeed changes, Runnable pause) {
        this.source = new SourceDocuments(source);
        this.audited = audited;
        this.contents = contents;
        this.settled = new SettledComparison(changes, Follower.SEARCH_INDEX.consumer(), pause);
    }

    @Override
    public Findings compare(List<Change> conversations) {
        return source.compare(conversations, settled, this::differencesOf);
    }

    @Override
    public List<UserId> users(Optional<UserId> after, int limit) {
        return contents.users(after, limit);
    }

    @Override
    public void ghosts(UserId user, Consumer<Findings> each) {
        List<MessageId> some = contents.messages(user, Optional.empty(), ENTRIES);
        while (!some.isEmpty()) {
            List<MessageId> piece = some;
            each.accept(settled.of(user, () -> ghosts(user, piece)));
            some = contents.messages(user, Optional.of(piece.getLast()), ENTRIES);
        }
    }

    /** Of documents of one user. */
    private Findings differencesOf(List<MessageDocument> documents) {
        Map<MessageId, MessageDocument> indexed = contents.read(
                documents.getFirst().user(),
                documents.stream().map(it -> it.message().id()).toList());
        List<Difference> differences = new ArrayList<>();
        for (MessageDocument it : documents) {
            @Nullable MessageDocument found = indexed.get(it.message().id());
            ConversationId conversation = it.message().conversationId();
            if (found == null) {
                differences.add(new Difference.Missing(
                        it.user(), conversation, it.message().id(), it.version()));
            } else if (found.version() > it.version() || !comparable(it).equals(comparable(found))) {
                differences.add(new Difference.Stale(
                        it.user(), conversation, it.message().id(), found.version()));
            }
        }
        return new Findings(documents.size(), differences, 0);
    }

    private Findings ghosts(UserId user, List<MessageId> indexed) {
        Set<MessageId> present = audited.present(user, indexed);
        List<MessageId> absent =
                indexed.stream().filter(it -> !present.contains(it)).toList();
        // A search still shows messages that were just deleted: only those that exist now count.
        Set<MessageId> there =
                absent.isEmpty() ? Set.of() : contents.read(user, absent).keySet();
        return new Findings(
                indexed.size(),
                there.stream()
                        .<Difference>map(it -> new Difference.Ghost(user, it))
                        .toList(),
                0);
    }

    /** Without the version, which ascends also by what does not concern the message, and at the index's precision. */
    private static MessageDocument comparable(MessageDocument it) {
        Message cut = it.message().withCreatedAt(it.message().createdAt().truncatedTo(ChronoUnit.MILLIS));
        return new MessageDocument(it.user(), cut, it.title(), it.archived(), it.filing(), 0);
    }
}
