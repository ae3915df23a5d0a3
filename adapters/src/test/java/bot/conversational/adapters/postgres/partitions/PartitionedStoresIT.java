package bot.conversational.adapters.postgres.partitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.postgres.changes.JdbiAuditedSource;
import bot.conversational.adapters.postgres.changes.JdbiCheckpoints;
import bot.conversational.adapters.postgres.changes.JdbiConversationScan;
import bot.conversational.adapters.postgres.changes.JdbiDatabaseIdentity;
import bot.conversational.adapters.postgres.conversations.JdbiConversationArchive;
import bot.conversational.adapters.postgres.conversations.JdbiConversationLookup;
import bot.conversational.adapters.postgres.conversations.JdbiMessageSearch;
import bot.conversational.adapters.postgres.conversations.JdbiNewestMessages;
import bot.conversational.adapters.postgres.conversations.JdbiRetentionStore;
import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.adapters.postgres.exporting.JdbiExports;
import bot.conversational.adapters.postgres.responses.JdbiResponses;
import bot.conversational.adapters.postgres.turns.JdbiOldTurns;
import bot.conversational.adapters.postgres.vectors.JdbiFormerModels;
import bot.conversational.adapters.postgres.vectors.JdbiVectorSearch;
import bot.conversational.adapters.postgres.vectors.JdbiVectorStore;
import bot.conversational.adapters.postgres.vectors.JdbiVectors;
import bot.conversational.domain.chat.recovery.LiveTurnPartsContract;
import bot.conversational.domain.chat.recovery.LiveTurnStoresContract;
import bot.conversational.domain.chat.turn.TurnStoreContextContract;
import bot.conversational.domain.chat.turn.TurnStoreContract;
import bot.conversational.domain.chat.turn.TurnStorePartsContract;
import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.conversation.ConversationLookupContract;
import bot.conversational.domain.conversation.ConversationStoreContract;
import bot.conversational.domain.conversation.FeedbackStoreContract;
import bot.conversational.domain.conversation.MessageStoreContract;
import bot.conversational.domain.erasure.ErasureStoreContract;
import bot.conversational.domain.files.FileStoreContract;
import bot.conversational.domain.indexing.IndexSourceContract;
import bot.conversational.domain.indexing.maintenance.MaintenanceStoresContract;
import bot.conversational.domain.indexing.meaning.VectorStore;
import bot.conversational.domain.indexing.meaning.VectorStore.Scope;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.indexing.MaintenanceStores;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.ConversationArchiveContract;
import bot.conversational.domain.user.RetentionRule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The stores on messages and turns in partitions, with plans for any user. Each statement goes to the partitions of its users,
 * but for those that are about everybody: none of these is part of a call.
 */
class PartitionedStoresIT {

    /** What they are for stands where they are. */
    private static final Set<String> SWEEPS = Set.of(
            "turns/orphans",
            "JdbiStopRequests.pending",
            "JdbiOldTurns.forget",
            "JdbiConversationScan.messages",
            "JdbiVectorContents.users",
            "vectors/deleteSome",
            "vectors/retry",
            "files/sweep");

    private static final Map<String, String> STATEMENTS = new TableStatements().names();
    private static final TestDatabase FULL = PartitionedDatabase.full(PartitionPlans.PARTITIONS);

    /** For who takes up all that is there. */
    private static final TestDatabase EMPTY = PartitionedDatabase.empty(PartitionPlans.PARTITIONS);

    private static final PartitionPlans PLANS = new PartitionPlans(STATEMENTS, SWEEPS, FULL.jdbi());

    static {
        PartitionPlans.tell(FULL.jdbi());
        PartitionPlans.tell(EMPTY.jdbi());
    }

    @AfterAll
    static void everyStatementShouldHaveBeenRun() {
        Set<String> missing = new TreeSet<>(STATEMENTS.values());
        missing.removeAll(PLANS.most().keySet());
        assertThat(missing).isEmpty();
        assertThat(STATEMENTS.values()).containsAll(SWEEPS).hasSizeGreaterThan(40);
        assertThat(PLANS.most().get("turns/orphans")).as("it is seen").isEqualTo(PartitionPlans.PARTITIONS);
    }

    private abstract static class Partitioned extends JdbiStores {

        Partitioned(TestDatabase database) {
            super(database);
            jdbi.setSqlLogger(PLANS);
        }

        @AfterEach
        void noStatementShouldHaveGoneToOthers() {
            PLANS.assertNoneWentToOthers();
        }
    }

    private abstract static class InFull extends Partitioned {

        InFull() {
            super(FULL);
        }
    }

    @Nested
    class Turns extends InFull implements TurnStoreContract, TurnStoreContextContract, TurnStorePartsContract {

        /** So often at once that some are written together. */
        @Test
        void turnsOfSeveralUsersShouldGoToTheirPartitions() {
            await().until(() -> {
                StoreContract.atOnce(8, () -> Dialogue.of(stores()).exchange("A question", "an answer"));
                return Math.min(
                                PLANS.most().getOrDefault("turns/endTogether", 0),
                                PLANS.most().getOrDefault("turns/beginTogether", 0))
                        > 1;
            });
        }
    }

    @Nested
    class LiveTurns extends InFull implements LiveTurnStoresContract, LiveTurnPartsContract {

        @Test
        void oldTurnsShouldBeForgotten() {
            new JdbiOldTurns(jdbi).forget(Duration.ofHours(25));
        }
    }

    @Nested
    class Conversations extends InFull
            implements ConversationStoreContract, ConversationArchiveContract, ConversationLookupContract {

        @Override
        public ConversationArchive archive() {
            return new JdbiConversationArchive(jdbi);
        }

        @Override
        public ConversationLookup lookup() {
            return new JdbiConversationLookup(jdbi);
        }

        @Test
        void retentionShouldStayWithTheUser() {
            Dialogue dialogue = Dialogue.of(stores());
            dialogue.exchange("A question", "an answer");
            jdbi.useHandle(handle -> handle.execute(
                    "update conversations set updated_at = 'epoch', pinned = false where user_id = ?",
                    dialogue.user().value()));
            var gone =
                    new JdbiRetentionStore(jdbi).delete(new RetentionRule(30), dialogue.user(), 10, UUID.randomUUID());
            assertThat(gone.conversations()).isEqualTo(1);
        }
    }

    @Nested
    class Messages extends InFull implements MessageStoreContract, FeedbackStoreContract, JdbiResponses, JdbiExports {

        @Test
        void searchesShouldStayWithTheUser() {
            Dialogue dialogue = Dialogue.of(stores());
            dialogue.exchange("A question", "an answer");
            MessageQuery query = new MessageQuery(
                    "question", MessageQuery.Filters.NONE, MessageQuery.Sort.RELEVANCE, PageRequest.first(50));
            assertThat(new JdbiMessageSearch(jdbi)
                            .search(dialogue.user(), query)
                            .items())
                    .hasSize(1);
            new JdbiNewestMessages(jdbi, InstantSource.system()).of(dialogue.user());
        }

        /** Where there is no replica it is never run. */
        @Test
        void historyOfAReplicaShouldStayWithTheUser() {
            Dialogue dialogue = Dialogue.of(stores());
            dialogue.exchange("A question", "an answer");
            List<Map<String, Object>> rows =
                    jdbi.withHandle(handle -> handle.createQuery(SqlFile.read("messages/historyOfReplica"))
                            .bind("user", dialogue.user())
                            .bind("conversation", dialogue.id())
                            .bind("branch", Optional.<UUID>empty())
                            .bind("position", Optional.<UUID>empty())
                            .bind("rows", 10)
                            .bind("bytes", 1_000)
                            .mapToMap()
                            .list());
            assertThat(rows).hasSize(2);
        }
    }

    @Nested
    class Followers extends InFull implements IndexSourceContract, MaintenanceStoresContract {

        @Override
        public MaintenanceStores upkeep() {
            return new MaintenanceStores(
                    new JdbiConversationScan(jdbi),
                    new JdbiCheckpoints(jdbi),
                    new JdbiDatabaseIdentity(jdbi),
                    new JdbiAuditedSource(jdbi));
        }
    }

    @Nested
    class ErasuresAndFiles extends InFull implements ErasureStoreContract, FileStoreContract {}

    @Nested
    class Vectors extends Partitioned implements JdbiVectors {

        private final HashedEmbeddings model = new HashedEmbeddings("hashed-" + UUID.randomUUID());
        private final VectorStore vectors = new JdbiVectorStore(jdbi);

        Vectors() {
            super(EMPTY);
        }

        @Override
        public VectorStore vectors() {
            return vectors;
        }

        @Override
        public HashedEmbeddings model() {
            return model;
        }

        @Test
        void searchesByMeaningShouldStayWithTheUser() {
            Dialogue dialogue = Dialogue.of(stores());
            dialogue.exchange("A question", "an answer");
            follow(Scope.ALL);
            JdbiVectorSearch search = new JdbiVectorSearch(jdbi);
            var near = search.nearest(
                    dialogue.user(),
                    model.name(),
                    model.query("answer"),
                    MessageQuery.Filters.NONE,
                    Optional.empty(),
                    2);
            assertThat(near).hasSize(2);
            search.cosines(
                    dialogue.user(),
                    model.name(),
                    model.query("answer"),
                    List.of(near.getFirst().message().id()));
            search.related(dialogue.user(), model.name(), dialogue.id(), 2);
            contents()
                    .discard(dialogue.user(), List.of(near.getFirst().message().id()));
        }

        @Test
        void vectorsOfAModelThatWasGivenUpShouldBeDeleted() {
            jdbi.useHandle(handle -> handle.execute(
                    "insert into embedding_models (name, used_at) values (null, now() - interval '1 hour')"));
            JdbiFormerModels formers = new JdbiFormerModels(jdbi);
            await().until(() -> !formers.deleteSome());
        }
    }
}
