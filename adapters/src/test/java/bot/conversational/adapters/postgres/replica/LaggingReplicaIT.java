package bot.conversational.adapters.postgres.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.postgres.conversations.JdbiConversationArchive;
import bot.conversational.adapters.postgres.conversations.JdbiConversationLookup;
import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.adapters.postgres.database.PostgresJdbi;
import bot.conversational.domain.chat.recovery.LiveTurnStoresContract;
import bot.conversational.domain.chat.turn.TurnStoreContract;
import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.conversation.ConversationLookupContract;
import bot.conversational.domain.conversation.ConversationStoreContract;
import bot.conversational.domain.conversation.FeedbackStoreContract;
import bot.conversational.domain.conversation.MessageStoreContract;
import bot.conversational.domain.conversation.TitleSearchContract;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.ConversationArchiveContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * The contracts of the stores on a replica that may be any time behind, and shows nothing of what they write. They write
 * and then read: a write that is not noted for its user fails them.
 */
@Tag("alone")
class LaggingReplicaIT {

    private static final Duration ANY = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final ReplicatedServers SERVERS = new ReplicatedServers();
    private static final ReplicaReads READS = SERVERS.node(ANY);

    @BeforeAll
    static void pause() {
        READS.serve(PostgresJdbi.create(SERVERS.connections()));
        await().atMost(SOON).until(READS::usable);
        SERVERS.servers().pauseReplay();
    }

    @AfterAll
    static void stop() {
        try (SERVERS) {
            assertThat(READS.byReplica()).as("of users who had not written").isGreaterThan(10);
            assertThat(READS.byPrimary()).isGreaterThan(10);
        }
    }

    private abstract static class Lagging extends JdbiStores {

        Lagging() {
            super(SERVERS.connections());
            READS.serve(jdbi);
        }

        @Override
        public Outage outage() {
            SERVERS.servers().freeze();
            SERVERS.servers().freezePrimary();
            return () -> {
                SERVERS.servers().thawPrimary();
                SERVERS.servers().thaw();
            };
        }
    }

    @Nested
    class Conversations extends Lagging
            implements ConversationStoreContract,
                    TitleSearchContract,
                    ConversationLookupContract,
                    ConversationArchiveContract {

        @Override
        public ConversationLookup lookup() {
            return new JdbiConversationLookup(jdbi);
        }

        @Override
        public ConversationArchive archive() {
            return new JdbiConversationArchive(jdbi);
        }
    }

    @Nested
    class Messages extends Lagging implements MessageStoreContract, FeedbackStoreContract {}

    @Nested
    class Turns extends Lagging implements TurnStoreContract {}

    @Nested
    class LiveTurns extends Lagging implements LiveTurnStoresContract {}
}
