package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationEdit;
import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationPosition;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.search.text.TitleSpellings;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.InMemoryDatabase.ConversationKey;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Conversations in memory. */
public final class InMemoryConversationStore implements ConversationStore {

    private static final double SIMILAR = 0.45;

    // By text: UUID compares its halves as signed numbers, the contract and PostgreSQL as bytes.
    private static final Comparator<ConversationPosition> NEWEST_FIRST = Comparator.comparing(
                    ConversationPosition::updatedAt)
            .thenComparing(position -> position.id().toString())
            .reversed();

    private final InMemoryDatabase database;

    public InMemoryConversationStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public boolean add(Conversation conversation) {
        return database.call(() -> {
            if (!database.hasPlace(conversation.user(), conversation.filing().folder())) {
                return false;
            }
            ConversationKey key = new ConversationKey(conversation.user(), conversation.id());
            if (database.conversations.putIfAbsent(key, new InMemoryConversation(conversation)) == null) {
                database.changed(new Change(
                        conversation.user(),
                        Change.Entity.CONVERSATION,
                        conversation.id().value(),
                        conversation.version()));
            }
            return true;
        });
    }

    @Override
    public Optional<Conversation> find(UserId user, ConversationId id) {
        return database.call(() -> database.conversation(user, id).map(InMemoryConversation::conversation));
    }

    @Override
    public Page<Conversation, ConversationPosition> list(
            UserId user, ConversationFilter filter, PageRequest<ConversationPosition> page) {
        return list(user, filter, conversation -> true, page);
    }

    @Override
    public Page<Conversation, ConversationPosition> listPinned(
            UserId user, ConversationFilter filter, PageRequest<ConversationPosition> page) {
        return list(user, filter, conversation -> conversation.settings().pinned(), page);
    }

    private Page<Conversation, ConversationPosition> list(
            UserId user,
            ConversationFilter filter,
            Predicate<Conversation> wanted,
            PageRequest<ConversationPosition> page) {
        List<Conversation> rows = database.call(() -> database.conversations(user).stream()
                .map(InMemoryConversation::conversation)
                .filter(wanted)
                .filter(conversation ->
                        passes(filter, conversation, filter.archived().orElse(false)))
                .filter(conversation -> page.after()
                        .map(after -> NEWEST_FIRST.compare(ConversationPosition.of(conversation), after) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(ConversationPosition::of, NEWEST_FIRST))
                .limit(page.limit() + 1L)
                .toList());
        return Page.of(rows, page.limit(), ConversationPosition::of);
    }

    @Override
    public Optional<Conversation> edit(UserId user, ConversationId id, ConversationEdit edit, Instant at) {
        Optional<FolderId> into = edit.filing().folder().after(Optional.empty());
        return database.call(() -> database.conversation(user, id)
                .filter(stored -> database.hasPlace(user, into))
                .map(stored -> {
                    Conversation edited = stored.conversation().edited(edit, at);
                    stored.state = stored.written(edited);
                    database.changed(new Change(user, Change.Entity.CONVERSATION, id.value(), edited.version()));
                    return edited;
                }));
    }

    @Override
    public Optional<Long> delete(UserId user, ConversationId id) {
        return database.call(() -> {
            Optional<InMemoryConversation> gone = database.conversation(user, id);
            database.conversations.remove(new ConversationKey(user, id));
            return gone.map(stored -> {
                long version = stored.version() + 1;
                database.changed(new Change(user, Change.Entity.CONVERSATION, id.value(), version));
                database.revoked(new Revocation.ConversationDeleted(user, id, version));
                return version;
            });
        });
    }

    @Override
    public List<Conversation> searchTitles(UserId user, String text, ConversationFilter filter, int limit) {
        return database.call(() -> database.conversations(user).stream()
                .map(InMemoryConversation::conversation)
                .filter(conversation -> filter.passes(conversation.settings().archived(), conversation.filing()))
                .filter(conversation -> likeness(text, conversation) >= SIMILAR)
                .sorted(Comparator.comparingDouble((Conversation conversation) -> -likeness(text, conversation))
                        .thenComparing(ConversationPosition::of, NEWEST_FIRST))
                .limit(limit)
                .toList());
    }

    private static boolean passes(ConversationFilter filter, Conversation conversation, boolean archived) {
        return conversation.settings().archived() == archived
                && filter.passes(conversation.settings().archived(), conversation.filing());
    }

    private static double likeness(String text, Conversation conversation) {
        return conversation.title().map(title -> likeness(text, title)).orElse(0.0);
    }

    private static double likeness(String text, String title) {
        if (title.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))) {
            return 3;
        }
        String letters = TitleSpellings.letters(title);
        return TitleSpellings.of(text).stream().anyMatch(letters::contains) ? 2 : WordSimilarity.of(text, title);
    }
}
