package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.adapters.postgres.folders.FilterBinding;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationEdit;
import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationFilter.Place;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationPosition;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.folder.FilingEdit.FolderChange;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.Tag;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.search.text.FoldedCharacters;
import bot.conversational.domain.search.text.TitleSpellings;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** {@link ConversationStore} on the table {@code conversations}. */
public final class JdbiConversationStore implements ConversationStore {

    private final PostgresGuard calls;
    private final String findOne = SqlFile.read("conversations/find");
    private final String add = SqlFile.read("conversations/add");
    private final String list = SqlFile.read("conversations/list");
    private final String listOfFolder = SqlFile.read("conversations/listOfFolder");
    private final String editOne = SqlFile.read("conversations/edit");
    private final String deleteOne = SqlFile.read("conversations/delete");
    private final String searchTitles = SqlFile.read("conversations/searchTitles");

    public JdbiConversationStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public boolean add(Conversation conversation) {
        return calls.write(
                conversation.user(),
                handle -> handle.createQuery(add)
                        .bind("user", conversation.user())
                        .bind("id", conversation.id())
                        .bind("title", conversation.title())
                        .bind("model", conversation.model())
                        .bind("systemPrompt", conversation.systemPrompt())
                        .bind("pinned", conversation.settings().pinned())
                        .bind("archived", conversation.settings().archived())
                        .bind("messageCount", conversation.messageCount())
                        .bind("createdAt", conversation.createdAt())
                        .bind("updatedAt", conversation.updatedAt())
                        .bind("version", conversation.version())
                        .bind("folder", conversation.filing().folder())
                        .bindArray(
                                "tags",
                                String.class,
                                conversation.filing().tags().texts())
                        .mapTo(Boolean.class)
                        .one());
    }

    @Override
    public Optional<Conversation> find(UserId user, ConversationId id) {
        return calls.call(handle -> handle.createQuery(findOne)
                .bind("user", user)
                .bind("id", id)
                .map((row, context) -> ConversationRow.read(row))
                .findOne());
    }

    @Override
    public Page<Conversation, ConversationPosition> list(
            UserId user, ConversationFilter filter, PageRequest<ConversationPosition> page) {
        return list(user, filter, false, page);
    }

    @Override
    public Page<Conversation, ConversationPosition> listPinned(
            UserId user, ConversationFilter filter, PageRequest<ConversationPosition> page) {
        return list(user, filter, true, page);
    }

    private Page<Conversation, ConversationPosition> list(
            UserId user, ConversationFilter filter, boolean pinned, PageRequest<ConversationPosition> page) {
        Optional<Place> place = filter.folder();
        Optional<FolderId> folder = place.flatMap(Place::folder);
        List<Conversation> rows = calls.read(
                user,
                handle -> (folder.isPresent()
                                ? handle.createQuery(listOfFolder).bind("folder", folder)
                                : handle.createQuery(list).bind("outside", place.isPresent()))
                        .bind("user", user)
                        .bind("archived", filter.archived().orElse(false))
                        .bind("pinned", pinned)
                        .bind("tag", filter.tag().map(Tag::key))
                        .bind("updatedAt", page.after().map(ConversationPosition::updatedAt))
                        .bind("id", page.after().map(ConversationPosition::id))
                        .bind("rows", page.limit() + 1)
                        .map((row, context) -> ConversationRow.read(row))
                        .list());
        return Page.of(rows, page.limit(), ConversationPosition::of);
    }

    @Override
    public Optional<Conversation> edit(UserId user, ConversationId id, ConversationEdit edit, Instant at) {
        return calls.write(
                user,
                handle -> bind(
                                bind(bind(handle.createQuery(editOne), "title", edit.title()), "model", edit.model()),
                                "systemPrompt",
                                edit.systemPrompt())
                        .bind("user", user)
                        .bind("id", id)
                        .bind("pinned", edit.pinned())
                        .bind("archived", edit.archived())
                        .bind("folder", edit.filing().folder().after(Optional.empty()))
                        .bind("folderKept", edit.filing().folder() instanceof FolderChange.Stay)
                        .bind("tagsKept", edit.filing().tags().isEmpty())
                        .bindArray(
                                "tags",
                                String.class,
                                edit.filing().tags().orElse(Tags.NONE).texts())
                        .bind("at", at)
                        .map((row, context) -> ConversationRow.read(row))
                        .findOne());
    }

    private static Query bind(Query query, String name, ConversationEdit.Field field) {
        return query.bind(name, field.after(Optional.empty()))
                .bind(name + "Kept", field instanceof ConversationEdit.Field.Keep);
    }

    @Override
    public Optional<Long> delete(UserId user, ConversationId id) {
        return calls.write(user, handle -> {
            Optional<Long> version = handle.createQuery(deleteOne)
                    .bind("user", user)
                    .bind("id", id)
                    .mapTo(Long.class)
                    .findOne();
            if (version.isEmpty()) {
                PostgresGuard.confirm(handle); // it may be a repeat
            }
            return version;
        });
    }

    @Override
    public List<Conversation> searchTitles(UserId user, String text, ConversationFilter filter, int limit) {
        return calls.read(
                user,
                handle -> FilterBinding.bind(handle.createQuery(searchTitles), filter)
                        .bind("user", user)
                        .bind("text", text)
                        .bindArray("spellings", String.class, TitleSpellings.of(text))
                        .bind("folded", FoldedCharacters.EXPRESSION)
                        .bind("limit", limit)
                        .map((row, context) -> ConversationRow.read(row))
                        .list());
    }
}
