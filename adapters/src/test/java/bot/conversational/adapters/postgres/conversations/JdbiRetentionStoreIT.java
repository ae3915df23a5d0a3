package bot.conversational.adapters.postgres.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.retention.RetentionStoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.AccountEdit;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JdbiRetentionStoreIT extends JdbiStores implements RetentionStoreContract {

    @Override
    public List<ConversationId> receipt(UUID id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select unnest(conversations) from retention_receipts where id = :id")
                        .bind("id", id)
                        .mapTo(UUID.class)
                        .map(ConversationId::new)
                        .list());
    }

    /** Somebody who writes at this moment holds the row; it is passed over, and not waited for. */
    @Test
    void conversationThatIsBeingWrittenShouldStay() {
        var user = StoreSamples.newUser(stores());
        stores().users().edit(user, AccountEdit.ofRetention(Optional.of(30)));
        Conversation old =
                StoreSamples.conversation(user, Optional.empty(), Instant.now().minus(Duration.ofDays(40)));
        stores().conversations().add(old);
        jdbi.useHandle(handle -> handle.createUpdate("update conversations set pinned = false where id = :id")
                .bind("id", old.id())
                .execute());

        jdbi.useTransaction(writer -> {
            writer.createUpdate("update conversations set updated_at = now() where user_id = :user and id = :id")
                    .bind("user", user)
                    .bind("id", old.id())
                    .execute();
            assertThat(stores().retention()
                            .delete(FOREVER, user, 10, UUID.randomUUID())
                            .conversations())
                    .isZero();
        });

        assertThat(stores().conversations().find(user, old.id())).isPresent();
        assertThat(stores().retention()
                        .delete(FOREVER, user, 10, UUID.randomUUID())
                        .conversations())
                .isZero();
    }

    @Test
    void oldReceiptsShouldGo() {
        var user = StoreSamples.newUser(stores());
        List<UUID> ids = Arrays.asList(UUID.randomUUID(), UUID.randomUUID());
        for (int i = 0; i < 2; i++) {
            UUID id = ids.get(i);
            int days = 399 + 2 * i;
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into retention_receipts (user_id, id, at, days, conversations, messages)
                            values (:user, :id, now() - :days * interval '1 day', 1, array[:id], 0)
                            """)
                    .bind("user", user)
                    .bind("id", id)
                    .bind("days", days)
                    .execute());
        }

        while (stores().retention().deleteOldReceipts()) {
            Thread.onSpinWait();
        }

        assertThat(receipt(ids.get(0))).hasSize(1);
        assertThat(receipt(ids.get(1))).isEmpty();
    }
}
