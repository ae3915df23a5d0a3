package bot.conversational.adapters.postgres.conversations;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.indexing.MessageIndex;
import bot.conversational.domain.user.UserId;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Writes documents as rows, so that PostgreSQL searches what others find in an index. Removals are not for it. */
record MessagesOfDocuments(Jdbi jdbi) implements MessageIndex {

    @Override
    public List<Rejection> write(List<IndexEntry> entries) {
        jdbi.useTransaction(handle -> entries.forEach(entry -> put(handle, ((IndexEntry.Put) entry).document())));
        return List.of();
    }

    @Override
    public void discard(UserId user, List<MessageId> messages) {
        throw new UnsupportedOperationException();
    }

    private static void put(Handle handle, MessageDocument document) {
        Message message = document.message();
        handle.createUpdate("""
                        insert into users (id, email, email_key, password_hash, role, created_at)
                        values (:user, :user, :user, '', 'user', now())
                            on conflict do nothing
                        """).bind("user", document.user()).execute();
        document.filing()
                .folder()
                .ifPresent(folder -> handle.createUpdate("""
                        insert into folders (user_id, id, name, position, prompt_tokens, created_at)
                        values (:user, :id, 'A folder', 0, 0, now())
                            on conflict do nothing
                        """)
                        .bind("user", document.user())
                        .bind("id", folder)
                        .execute());
        handle.createUpdate("""
                        insert into conversations (user_id, id, title, pinned, archived, message_count, last_seq, head_seq,
                                                   created_at, updated_at, version, folder_id, tags)
                        values (:user, :id, :title, false, :archived, 1, 1, 1, :at, :at, :version, :folder::uuid, :tags)
                            on conflict do nothing
                        """)
                .bind("user", document.user())
                .bind("id", message.conversationId())
                .bind("title", document.title())
                .bind("archived", document.archived())
                .bind("at", message.createdAt())
                .bind("version", document.version())
                .bind("folder", document.filing().folder())
                .bindArray("tags", String.class, document.filing().tags().texts())
                .execute();
        handle.createUpdate("""
                        insert into messages (user_id, conversation_id, seq, id, role, content, status, model, cached, tokens,
                                              chain, created_at)
                        values (:user, :conversation, :seq, :id, :role, :content, 'completed', :model, false, 1, '', :at)
                        """)
                .bind("user", document.user())
                .bind("conversation", message.conversationId())
                .bind("seq", message.seq())
                .bind("id", message.id())
                .bind("role", message.role())
                .bind("content", message.content())
                .bind("model", message.model())
                .bind("at", message.createdAt())
                .execute();
    }
}
