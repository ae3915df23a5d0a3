package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationEdit;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationPosition;
import bot.conversational.domain.conversation.ConversationStore;
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
    private final String list = SqlFile.read("conversations/list");
    private final String editOne = SqlFile.read("conversations/edit");
    private final String searchTitles = SqlFile.read("conversations/searchTitles");

    public JdbiConversationStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public void add(Conversation conversation) {
        calls.write(
                conversation.user(),
                handle -> handle.createUpdate("""
                        with added as (
                            insert into conversations (user_id, id, title, model, system_prompt, pinned, archived,
                                    message_count, last_seq, head_seq, created_at, updated_at, version)
                            values (:user, :id, :title, :model, :systemPrompt, :pinned, :archived,
                                    :messageCount, 0, 0, :createdAt, :updatedAt, :version)
                            on conflict (user_id, id) do nothing
                            returning user_id, id, version)
                        insert into changes (user_id, entity, id, version)
                        select user_id, 'conversation', id, version from added
                        """)
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
                        .execute());
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
            UserId user, boolean archived, PageRequest<ConversationPosition> page) {
        List<Conversation> rows = calls.read(
                user,
                handle -> handle.createQuery(list)
                        .bind("user", user)
                        .bind("archived", archived)
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
            Optional<Long> version = handle.createQuery("""
                        with gone as (
                            delete from conversations
                             where user_id = :user and id = :id
                            returning user_id, id, version + 1 as version
                        ), running as (
                            delete from turns t
                             using gone g
                             where t.user_id = :user and t.conversation_id = g.id and t.state = 'running'
                        ), change as (
                            insert into changes (user_id, entity, id, version)
                            select user_id, 'conversation', id, version from gone
                        ), untold as (
                            insert into revocations (user_id, kind, key, version)
                            select user_id, 'conversation', id::text, version from gone
                        )
                        select version from gone
                        """)
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
    public List<Conversation> searchTitles(UserId user, String text, int limit) {
        return calls.read(
                user,
                handle -> handle.createQuery(searchTitles)
                        .bind("user", user)
                        .bind("text", text)
                        .bindArray("spellings", String.class, TitleSpellings.of(text))
                        .bind("folded", FoldedCharacters.EXPRESSION)
                        .bind("limit", limit)
                        .map((row, context) -> ConversationRow.read(row))
                        .list());
    }
}
