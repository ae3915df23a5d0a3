package bot.conversational.domain.indexing.maintenance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.ChangeFeed;
import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.IndexSource;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.user.UserId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares the index with the source of truth, both ways, in steps of bounded size.
 *
 * <p>A message that still waits to be indexed is not a difference. So where the two differ they are compared once more,
 * between two reads of the user's changes. If all of them had been indexed before, and none has come since, no write in
 * flight can explain the finding, and it is a difference. Otherwise the comparison is repeated, and finally given up.
 */
public final class AuditIndex {

    private static final int ENTRIES = 250;
    private static final int TRIES = 40;

    private final IndexSource source;
    private final AuditedSource audited;
    private final IndexContents contents;
    private final ChangeFeed changes;
    private final Runnable pause;

    /** @param pause between two tries, in which the followers of the changes get on */
    public AuditIndex(
            IndexSource source, AuditedSource audited, IndexContents contents, ChangeFeed changes, Runnable pause) {
        this.source = source;
        this.audited = audited;
        this.contents = contents;
        this.changes = changes;
        this.pause = pause;
    }

    /**
     * Whether the index has these conversations as they are.
     *
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when a store is unavailable
     */
    public Findings compare(List<Change> conversations) {
        Findings all = Findings.NONE;
        Map<UserId, List<Change>> byUser =
                conversations.stream().collect(groupingBy(Change::user, LinkedHashMap::new, toList()));
        for (Map.Entry<UserId, List<Change>> one : byUser.entrySet()) {
            all = all.plus(judged(one.getKey(), () -> differences(one.getValue())));
        }
        return all;
    }

    /**
     * Whether the source has the messages that the index has of a user.
     *
     * @param each takes the findings of each piece, so that not all have to be in memory
     * @throws bot.conversational.domain.shared.DomainException.Unavailable when a store is unavailable
     */
    public void ghosts(UserId user, Consumer<Findings> each) {
        List<MessageId> some = contents.messages(user, Optional.empty(), ENTRIES);
        while (!some.isEmpty()) {
            List<MessageId> piece = some;
            each.accept(judged(user, () -> ghosts(user, piece)));
            some = contents.messages(user, Optional.of(piece.getLast()), ENTRIES);
        }
    }

    private Findings judged(UserId user, Supplier<Findings> comparison) {
        Findings found = comparison.get();
        for (int i = 0; i < TRIES && !found.differences().isEmpty(); i++) {
            Optional<String> position = changes.caughtUp(Follower.SEARCH_INDEX.consumer(), user);
            if (position.isPresent()) {
                found = comparison.get();
                if (!changes.changedSince(user, position.get())) {
                    return found;
                }
            }
            pause.run();
        }
        return new Findings(found.compared(), List.of(), found.differences().size());
    }

    private Findings differences(List<Change> conversations) {
        Findings all = Findings.NONE;
        Optional<IndexSource.Place> after = Optional.empty();
        do {
            IndexSource.Piece piece = source.read(conversations, after, ENTRIES);
            List<MessageDocument> documents = new ArrayList<>();
            for (IndexEntry entry : piece.entries()) {
                if (entry instanceof IndexEntry.Put(MessageDocument document)) {
                    documents.add(document);
                }
            }
            all = all.plus(differencesOf(documents));
            after = piece.next();
        } while (after.isPresent());
        return all;
    }

    /** Of documents of one user. */
    private Findings differencesOf(List<MessageDocument> documents) {
        if (documents.isEmpty()) {
            return Findings.NONE;
        }
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
        return new MessageDocument(it.user(), cut, it.title(), it.archived(), 0);
    }
}
