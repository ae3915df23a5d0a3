package bot.conversational.adapters.postgres.database;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PgBouncer;
import bot.conversational.adapters.postgres.conversations.JdbiConversationArchive;
import bot.conversational.domain.chat.recovery.LiveTurnStoresContract;
import bot.conversational.domain.chat.turn.TurnStoreContract;
import bot.conversational.domain.conversation.ConversationStoreContract;
import bot.conversational.domain.erasure.ErasureStoreContract;
import bot.conversational.domain.files.FileStoreContract;
import bot.conversational.domain.session.SessionStoreContract;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.ConversationArchiveContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The stores through PgBouncer in transaction mode, as it is shipped; two connections of PostgreSQL serve all. */
@Tag("alone")
class PgBouncerIT {

    private static final PgBouncer POOLER = new PgBouncer("default_pool_size=2");

    @AfterAll
    static void stop() {
        POOLER.close();
    }

    @Test
    void checkShouldTellAPoolerThatTracksStatementsFromOneThatDoesNot() {
        assertThat(mixedUp(Engines.postgres().port())).isFalse();
        assertThat(mixedUp(POOLER.port())).isFalse();
        try (PgBouncer wrong = new PgBouncer("max_prepared_statements=0")) {
            assertThat(mixedUp(wrong.port())).isTrue();
        }
    }

    private static boolean mixedUp(int port) {
        Engines.Postgres engine = Engines.postgres();
        return PreparedStatementsCheck.mixedUp(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + engine.database(), engine.user(), engine.password());
    }

    private abstract static class Pooled extends JdbiStores {

        private static final TestPool POOL = new TestPool(connections());

        Pooled() {
            super(POOL);
        }

        private static PGSimpleDataSource connections() {
            PGSimpleDataSource connections = TestDatabase.shared().connections();
            connections.setServerNames(new String[] {"127.0.0.1"});
            connections.setPortNumbers(new int[] {POOLER.port()});
            return connections;
        }
    }

    @Nested
    class Turns extends Pooled implements TurnStoreContract {}

    @Nested
    class LiveTurns extends Pooled implements LiveTurnStoresContract {}

    @Nested
    class Conversations extends Pooled implements ConversationStoreContract, ConversationArchiveContract {

        @Override
        public ConversationArchive archive() {
            return new JdbiConversationArchive(jdbi);
        }
    }

    @Nested
    class Sessions extends Pooled implements SessionStoreContract {}

    @Nested
    class Erasures extends Pooled implements ErasureStoreContract {}

    @Nested
    class Files extends Pooled implements FileStoreContract {}
}
