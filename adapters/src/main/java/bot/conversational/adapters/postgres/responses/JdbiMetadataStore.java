package bot.conversational.adapters.postgres.responses;

import bot.conversational.adapters.json.StoredMetadata;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.responses.Metadata;
import bot.conversational.domain.responses.MetadataStore;
import bot.conversational.domain.user.UserId;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** {@link MetadataStore} on the table {@code conversations}. */
public final class JdbiMetadataStore implements MetadataStore {

    private final PostgresGuard calls;

    public JdbiMetadataStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Optional<Metadata> find(UserId user, ConversationId conversation) {
        return calls.call(handle -> handle.createQuery("""
                        select metadata from conversations where user_id = :user and id = :conversation
                        """)
                .bind("user", user)
                .bind("conversation", conversation)
                .map((row, context) -> StoredMetadata.read(Columns.text(row, "metadata")))
                .findOne());
    }

    @Override
    public boolean put(UserId user, ConversationId conversation, Metadata metadata) {
        return calls.write(
                user,
                handle -> handle.createUpdate("""
                        update conversations set metadata = :metadata where user_id = :user and id = :conversation
                        """)
                                .bind("user", user)
                                .bind("conversation", conversation)
                                .bind("metadata", StoredMetadata.write(metadata))
                                .execute()
                        > 0);
    }
}
