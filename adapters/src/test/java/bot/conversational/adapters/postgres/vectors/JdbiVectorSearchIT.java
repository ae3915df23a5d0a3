package bot.conversational.adapters.postgres.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.meaning.VectorStore;
import bot.conversational.domain.indexing.meaning.VectorStore.Embedded;
import bot.conversational.domain.indexing.meaning.VectorStore.Waiting;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.search.MessageQuery.Filters;
import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.search.meaning.VectorSearch;
import bot.conversational.domain.search.meaning.VectorSearch.Near;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class JdbiVectorSearchIT {

    /** Its own: a table of it is locked. */
    private static final TestDatabase DATABASE = TestDatabase.create();

    private static final String SOUGHT = "where did we put the key of the boat";

    private final HashedEmbeddings model = new HashedEmbeddings("hashed");
    private final Jdbi jdbi = DATABASE.jdbi();
    private final Stores stores = DATABASE.stores();
    private final VectorStore vectors = new JdbiVectorStore(jdbi);
    private final VectorSearch search = new JdbiVectorSearch(jdbi);

    private UserId saying(String text) {
        Dialogue dialogue = Dialogue.of(stores);
        dialogue.exchange(text, "ok");
        List<Waiting> waiting = vectors.waiting(model.name(), dialogue.user(), 10);
        vectors.keep(
                model.name(),
                waiting.stream()
                        .map(it -> new Embedded(it, model.passages(List.of(it.text()))))
                        .toList());
        return dialogue.user();
    }

    /** Passages of later messages, which lie elsewhere. */
    private void bury(UserId user, int passages) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into passages (user_id, message_id, model, passage, embedding)
                        select :user, ('ffffffff-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, m.id, 0,
                               (array_fill(-0.125::real, array[64]))::halfvec
                          from embedding_models m
                         cross join generate_series(1, :count) i
                         where m.name = :model
                        """)
                .setQueryTimeout(60)
                .bind("user", user)
                .bind("model", model.name())
                .bind("count", passages)
                .execute());
    }

    private List<MessageId> found(UserId user, Reach reach) {
        Embedding query = model.query(SOUGHT);
        return search.nearest(user, model.name(), query, Filters.NONE, reach, Optional.empty(), 10).stream()
                .map(Near::message)
                .map(it -> it.id())
                .toList();
    }

    @Test
    void messagesBehindTheNewestPassagesShouldBeFoundByASearchOfAll() {
        UserId user = saying(SOUGHT);
        assertThat(found(user, Reach.NEWEST)).hasSize(2);

        bury(user, Reach.PASSAGES);

        assertThat(found(user, Reach.NEWEST)).isEmpty();
        assertThat(found(user, Reach.ALL)).hasSize(2);
        Embedding query = model.query(SOUGHT);
        assertThat(search.nearest(user, model.name(), query, Filters.NONE, Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void searchOfAllShouldHaveATimeOfItsOwnAndBeRefusedWhileOthersRun() throws Exception {
        UserId user = saying(SOUGHT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                var locked = DATABASE.dataSource().getConnection();
                var lock = locked.createStatement()) {
            locked.setAutoCommit(false);
            lock.execute("lock table passages in access exclusive mode");
            long begun = System.nanoTime();
            List<Future<List<MessageId>>> two =
                    List.of(threads.submit(() -> found(user, Reach.ALL)), threads.submit(() -> found(user, Reach.ALL)));
            await().untilAsserted(
                            () -> assertThat(TestDatabase.waitingForLocks(jdbi)).isEqualTo(2));

            assertThatThrownBy(() -> found(user, Reach.ALL))
                    .isInstanceOf(DomainException.Unavailable.class)
                    .hasMessageContaining("long searches");
            assertThat(two).noneMatch(Future::isDone);
            for (Future<List<MessageId>> each : two) {
                assertThatThrownBy(each::get).hasCauseInstanceOf(DomainException.Unavailable.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("longer than other statements and the socket have")
                    .isGreaterThanOrEqualTo(Reach.ALL.limit());
            locked.rollback();
        }
        assertThat(found(user, Reach.ALL)).hasSize(2);
    }

    @Test
    void usersShouldBeFilledInTheModelsThatSaySo() {
        UserId user = saying(SOUGHT);

        assertThat(search.filled(user, model.name())).isFalse();
        assertThat(search.formers(user, model.name())).isEmpty();
        assertThat(search.formers(user, "another")).containsExactly(new VectorSearch.Former(model.name(), 64, false));
        vectors.claimUnfilled(model.name());
        vectors.markFilled(model.name(), user);
        assertThat(search.formers(user, "another")).containsExactly(new VectorSearch.Former(model.name(), 64, true));
    }
}
