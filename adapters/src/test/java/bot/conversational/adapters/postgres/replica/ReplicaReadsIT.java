package bot.conversational.adapters.postgres.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.postgres.conversations.JdbiConversationLookup;
import bot.conversational.adapters.postgres.conversations.JdbiMessageSearch;
import bot.conversational.adapters.postgres.conversations.JdbiNewestMessages;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.PostgresJdbi;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.adapters.postgres.vectors.JdbiVectorSearch;
import bot.conversational.adapters.postgres.vectors.JdbiVectorStore;
import bot.conversational.domain.chat.ChatSamples;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.cluster.LogPosition;
import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.indexing.meaning.VectorStore;
import bot.conversational.domain.indexing.meaning.VectorStore.Embedded;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.search.meaning.VectorSearch;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes on a primary and its replica, which lags, freezes and comes back. */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicaReadsIT {

    private static final Duration LONGEST_LAG = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MANY = 50;
    private static final Duration PATIENCE_OF_POOL = Duration.ofMillis(250); // for a connection to the replica

    private final ReplicatedServers servers = new ReplicatedServers();
    private final ReplicaReads reads = servers.node(LONGEST_LAG);
    private final ReplicaReads elsewhere = servers.node(LONGEST_LAG);
    private final Jdbi jdbi = node(reads);
    private final Stores stores = TestDatabase.stores(jdbi);
    private final Stores otherNode = TestDatabase.stores(node(elsewhere));
    private final PostgresGuard calls = new PostgresGuard(jdbi);

    private Jdbi node(ReplicaReads replica) {
        Jdbi made = PostgresJdbi.create(servers.connections());
        replica.serve(made);
        return made;
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    @BeforeEach
    void awaitReplica() {
        await().atMost(SOON).until(() -> reads.usable() && elsewhere.usable());
    }

    @AfterEach
    void heal() {
        servers.servers().thaw();
        servers.servers().resumeReplay();
    }

    private List<ConversationId> list(Stores node, UserId user) {
        return node.conversations().list(user, ConversationFilter.NONE, PageRequest.first(10)).items().stream()
                .map(it -> it.id())
                .toList();
    }

    private boolean byReplica(Runnable read) {
        long before = reads.byReplica();
        long fallbacks = reads.byPrimary();
        read.run();
        assertThat(reads.byReplica() + reads.byPrimary()).isEqualTo(before + fallbacks + 1);
        return reads.byReplica() > before;
    }

    /** None uses what a standby does not have, such as an unlogged table, or cannot do. */
    @Test
    void everyReadShouldBePossibleOnTheReplica() {
        HashedEmbeddings model = new HashedEmbeddings("hashed");
        VectorStore vectors = new JdbiVectorStore(jdbi);
        VectorSearch near = new JdbiVectorSearch(jdbi);
        Dialogue dialogue = Dialogue.of(stores);
        UserId user = dialogue.user();
        dialogue.exchange("where is the key of the boat", "in the blue jar");
        vectors.keep(
                model.name(),
                vectors.waiting(model.name(), user, 10).stream()
                        .map(it -> new Embedded(it, model.passages(List.of(it.text()))))
                        .toList());
        MessageQuery query = new MessageQuery("key", Filters.NONE, MessageQuery.Sort.RELEVANCE, PageRequest.first(5));
        List<Message> page = history(stores, dialogue);
        Embedding key = model.query("key");
        Map<String, Runnable> all = Map.of(
                "list", () -> assertThat(list(stores, user)).containsExactly(dialogue.id()),
                "history",
                        () -> assertThat(history(stores, dialogue))
                                .isEqualTo(page)
                                .hasSize(2),
                "titles",
                        () -> assertThat(stores.conversations().searchTitles(user, "boat", ConversationFilter.NONE, 5))
                                .hasSize(1),
                "look up",
                        () -> assertThat(new JdbiConversationLookup(jdbi).findAll(user, List.of(dialogue.id())))
                                .hasSize(1),
                "search",
                        () -> assertThat(new JdbiMessageSearch(jdbi)
                                        .search(user, query)
                                        .items())
                                .hasSize(1),
                "newest",
                        () -> assertThat(new JdbiNewestMessages(jdbi, InstantSource.system()).of(user))
                                .isNotNull(),
                "nearest",
                        () -> assertThat(near.nearest(user, model.name(), key, Filters.NONE, Optional.empty(), 5))
                                .hasSize(2),
                "nearest of all",
                        () -> assertThat(near.nearest(
                                        user, model.name(), key, Filters.NONE, Reach.ALL, Optional.empty(), 5))
                                .hasSize(2),
                "related",
                        () -> assertThat(near.related(user, model.name(), dialogue.id(), 5))
                                .isEmpty(),
                "cosines",
                        () -> assertThat(near.cosines(
                                        user,
                                        model.name(),
                                        key,
                                        List.of(page.getFirst().id())))
                                .hasSize(1));
        await().atMost(SOON).until(() -> byReplica(() -> list(stores, user)));
        all.forEach((name, read) -> assertThat(byReplica(read)).as(name).isTrue());
    }

    private static List<Message> history(Stores node, Dialogue dialogue) {
        return node.messages()
                .history(dialogue.user(), dialogue.id(), Optional.empty(), PageRequest.first(10))
                .orElseThrow()
                .items();
    }

    @Test
    void runningAnswerShouldBeReadWithItsText() {
        Dialogue dialogue = Dialogue.of(stores);
        NewTurn turn = dialogue.asking("what now");
        stores.turns().begin(turn);
        await().atMost(SOON).until(() -> byReplica(() -> list(stores, dialogue.user())));
        assertThat(byReplica(() -> assertThat(history(stores, dialogue))
                        .extracting(Message::status)
                        .containsExactly(MessageStatus.GENERATING, MessageStatus.COMPLETED)))
                .as("only the primary has the text of a running answer")
                .isFalse();
    }

    @Test
    void whatAUserWroteShouldBeReadThroughEveryNodeWhileTheReplicaLags() {
        UserId silent = Dialogue.of(stores).user();
        await().atMost(SOON).until(() -> byReplica(() -> list(stores, silent)));
        servers.servers().pauseReplay();
        Dialogue dialogue = Dialogue.of(stores);
        UserId user = dialogue.user();
        assertThat(list(stores, user)).containsExactly(dialogue.id());
        assertThat(list(otherNode, user)).containsExactly(dialogue.id());
        dialogue.exchange("a question", "an answer");
        assertThat(history(otherNode, dialogue)).hasSize(2);
        stores.conversations().delete(user, dialogue.id());
        assertThat(list(stores, user)).isEmpty();
        assertThat(list(otherNode, user)).isEmpty();
        assertThat(byReplica(() -> list(stores, silent)))
                .as("who wrote nothing")
                .isTrue();

        await().atMost(SOON).untilAsserted(() -> {
            Dialogue.of(stores);
            assertThat(reads.usable()).as("too far behind for everybody").isFalse();
        });
        assertThat(byReplica(() -> list(stores, silent))).isFalse();
        assertThatThrownBy(reads::lag).isInstanceOf(DomainException.Unavailable.class);

        servers.servers().resumeReplay();
        await().atMost(SOON)
                .until(() -> byReplica(() -> assertThat(list(stores, user)).isEmpty()));
        assertThat(reads.lag()).isLessThan(LONGEST_LAG.toSeconds());
    }

    @Test
    void frozenReplicaShouldCostLittleAndFailNothing() throws Exception {
        Dialogue dialogue = Dialogue.of(stores);
        await().atMost(SOON).until(() -> byReplica(() -> list(stores, dialogue.user())));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> onReplica = threads.submit(() -> calls.readPatiently(
                    dialogue.user(),
                    SOON,
                    handle -> handle.createQuery("""
                        select pg_is_in_recovery() from pg_sleep(case when pg_is_in_recovery() then 60 else 0 end)
                        """)
                            .setQueryTimeout(60)
                            .mapTo(Boolean.class)
                            .one()));
            await().until(this::sleepsOnReplica);
            long begun = System.nanoTime();
            servers.servers().freeze();
            assertThat(list(stores, dialogue.user())).containsExactly(dialogue.id());
            assertThat(onReplica.get()).as("let go, and asked the primary").isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON.dividedBy(3));
        }
        assertThat(reads.usable()).isFalse();
        long begun = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            assertThat(byReplica(() -> assertThat(list(stores, dialogue.user())).containsExactly(dialogue.id())))
                    .isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE_OF_POOL.multipliedBy(MANY));
        servers.servers().thaw();
        await().atMost(SOON).until(() -> byReplica(() -> list(stores, dialogue.user())));
    }

    private boolean sleepsOnReplica() {
        try (var connection = DriverManager.getConnection(
                        servers.servers().standbyUrl(), servers.servers().user(), "");
                var statement = connection.createStatement();
                var row = statement.executeQuery("select 1 from pg_stat_activity where wait_event = 'PgSleep'")) {
            return row.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readsShouldGoToThePrimaryWhileItIsNotKnownWhatUsersWrote() {
        Dialogue dialogue = Dialogue.of(stores);
        await().atMost(SOON).until(() -> byReplica(() -> list(stores, dialogue.user())));
        long away;
        try (Outage outage = servers.positions().outage()) {
            assertThat(byReplica(() -> list(stores, dialogue.user()))).isFalse();
            away = System.nanoTime();
        }
        await().atMost(SOON).until(reads::usable);
        assertThat(Duration.ofNanos(System.nanoTime() - away))
                .as("until nothing that another node could not note is missing")
                .isGreaterThan(LONGEST_LAG.minusSeconds(1));
        servers.positions().lose();
        await().atMost(SOON).until(() -> !reads.usable() && !elsewhere.usable());
    }

    @Test
    void writeThatFailedShouldCountAsWritten() {
        UserId user = ChatSamples.user();
        assertThat(byReplica(() -> list(stores, user))).isTrue();
        assertThatThrownBy(() -> calls.write(user, handle -> handle.execute("select 1 / 0")))
                .isInstanceOf(DomainException.Broken.class);
        assertThat(servers.positions().node().of(user)).contains(LogPosition.UNKNOWN);
        assertThat(byReplica(() -> list(stores, user))).isFalse();
        assertThat(byReplica(() -> list(stores, ChatSamples.user()))).isTrue();
    }

    /** A standby that was left behind on an earlier timeline may have come further by number. */
    @Test
    void replicaShouldNotBeReadForWhatIsOnALaterTimeline() {
        LogPosition here = jdbi.withHandle(PrimaryPlace::of);
        WalPosition place = WalPosition.of(here);
        LogPosition promoted = new WalPosition(place.timeline() + 1, "0/1").asPosition();
        try (ReplicaServer server = servers.server()) {
            await().atMost(SOON)
                    .until(() -> server.read(here, handle -> Optional.of(1)).isPresent());
            assertThat(server.read(promoted, handle -> Optional.of(1))).isEmpty();
        }
    }
}
