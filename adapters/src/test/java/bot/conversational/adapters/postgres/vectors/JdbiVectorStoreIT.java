package bot.conversational.adapters.postgres.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.postgres.conversations.JdbiLeftoverStore;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.editing.LeftoverStore;
import bot.conversational.domain.indexing.meaning.EmbedMessages;
import bot.conversational.domain.indexing.meaning.EmbedPassages;
import bot.conversational.domain.indexing.meaning.FillVectors;
import bot.conversational.domain.indexing.meaning.VectorStore;
import bot.conversational.domain.indexing.meaning.VectorStore.Embedded;
import bot.conversational.domain.indexing.meaning.VectorStore.Scope;
import bot.conversational.domain.indexing.meaning.VectorStore.Waiting;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The follower and the filling, on real tables. */
class JdbiVectorStoreIT {

    /** Its own: all that is in it is embedded. */
    private static final TestDatabase DATABASE = TestDatabase.create();

    private static final String WORDS = "about the weather in the mountains number ";

    private final HashedEmbeddings model = new HashedEmbeddings("hashed-" + UUID.randomUUID());
    private final Jdbi jdbi = DATABASE.jdbi();
    private final Stores stores = DATABASE.stores();
    private final VectorStore vectors = new JdbiVectorStore(jdbi);
    private final LeftoverStore leftovers = new JdbiLeftoverStore(jdbi);
    private final EmbedPassages passages = new EmbedPassages(model, vectors, none -> {});

    private EmbedMessages follower(Scope scope) {
        return new EmbedMessages(stores.changes(), vectors, passages, scope, new NodeId("node-1", 1));
    }

    private void follow(Scope scope) {
        EmbedMessages follower = follower(scope);
        while (follower.runOnce()) {
            // more
        }
    }

    private void fill(Scope scope) {
        FillVectors filling = new FillVectors(vectors, passages, scope);
        while (filling.runOnce()) {
            // more
        }
    }

    private long passagesOf(UserId user) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*)
                          from passages p
                          join embedding_models m on m.id = p.model
                         where p.user_id = :user and m.name = :model
                        """)
                .bind("user", user)
                .bind("model", model.name())
                .mapTo(Long.class)
                .one());
    }

    private void ask(UserId user) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into embedded_users (user_id, model, asked_at)
                        select :user, id, now() from embedding_models where name = :model
                        """)
                .bind("user", user)
                .bind("model", model.name())
                .execute());
    }

    @Test
    void everyMessageThatSaysSomethingShouldGetItsPassagesOnce() {
        Dialogue dialogue = Dialogue.of(stores);
        dialogue.exchange(WORDS + "one", "ok");
        dialogue.exchange("thanks", (WORDS + "two ").repeat(20));

        follow(Scope.ALL);
        long first = passagesOf(dialogue.user());
        assertThat(first).as("one passage, none, none, and two that overlap").isEqualTo(3);

        dialogue.exchange(WORDS + "three", "yes");
        int calls = model.batches().size();
        follow(Scope.ALL);
        assertThat(passagesOf(dialogue.user())).isEqualTo(first + 1);
        assertThat(model.batches().subList(calls, model.batches().size()))
                .as("what has its passages is not embedded again")
                .doesNotContain(4);
    }

    @Test
    void deletedConversationShouldTakeItsPassagesAlong() {
        Dialogue dialogue = Dialogue.of(stores);
        dialogue.exchange(WORDS + "one", WORDS + "two");
        follow(Scope.ALL);
        assertThat(passagesOf(dialogue.user())).isEqualTo(2);

        stores.conversations().delete(dialogue.user(), dialogue.id());
        follow(Scope.ALL);
        while (leftovers.deleteSome(dialogue.user())) {
            // more
        }

        assertThat(passagesOf(dialogue.user())).isZero();
    }

    @Test
    void passagesOfADeletedConversationShouldNotBeAdded() {
        Dialogue dialogue = Dialogue.of(stores);
        dialogue.exchange(WORDS + "one", WORDS + "two");
        List<Waiting> waiting = vectors.waiting(model.name(), dialogue.user(), 10);
        stores.conversations().delete(dialogue.user(), dialogue.id());

        vectors.keep(
                model.name(),
                waiting.stream()
                        .map(it -> new Embedded(it, model.passages(List.of(it.text()))))
                        .toList());

        assertThat(passagesOf(dialogue.user())).isZero();
    }

    @Test
    void onlySearchersShouldBeEmbeddedWhereThatIsTheScope() {
        Dialogue searcher = Dialogue.of(stores);
        Dialogue other = Dialogue.of(stores);
        searcher.exchange(WORDS + "before", WORDS + "before");
        vectors.unfilled(model.name()); // the model has its number
        follow(Scope.SEARCHERS);
        assertThat(passagesOf(searcher.user())).isZero();

        ask(searcher.user());
        fill(Scope.SEARCHERS);
        assertThat(passagesOf(searcher.user())).as("backwards").isEqualTo(2);
        searcher.exchange(WORDS + "after", WORDS + "after");
        other.exchange(WORDS + "after", WORDS + "after");
        follow(Scope.SEARCHERS);

        assertThat(passagesOf(searcher.user())).as("from then on").isEqualTo(4);
        assertThat(passagesOf(other.user())).isZero();
    }

    @Test
    void fillingShouldReachEverybodyNewestConversationFirst() {
        UserId user = StoreSamples.newUser(stores);
        Dialogue older = Dialogue.of(stores, user);
        older.exchange(WORDS + "older", WORDS + "older");
        Dialogue newer = Dialogue.of(stores, user);
        newer.exchange(WORDS + "newer", WORDS + "newer");
        newer.exchange(WORDS + "newer", WORDS + "newer");

        List<Waiting> waiting = vectors.waiting(model.name(), user, 10);
        assertThat(waiting)
                .extracting(Waiting::conversation)
                .containsExactly(newer.id(), newer.id(), newer.id(), newer.id(), older.id(), older.id());
        assertThat(waiting).extracting(Waiting::seq).startsWith(1L, 2L, 3L, 4L);

        fill(Scope.ALL);

        assertThat(passagesOf(user)).isEqualTo(6);
        assertThat(vectors.waiting(model.name(), user, 10)).isEmpty();
        assertThat(vectors.unfilled(model.name())).isZero();
    }

    @Test
    void messageThatTheModelRefusesShouldHoldUpNoOther() {
        Dialogue dialogue = Dialogue.of(stores);
        model.refuse("poison");
        dialogue.exchange(WORDS + "one", "some poison in the cup");
        dialogue.exchange(WORDS + "two", WORDS + "three");

        follow(Scope.ALL);

        assertThat(passagesOf(dialogue.user())).isEqualTo(3);
        assertThat(passages.refused()).isPositive();
    }

    @Test
    void nothingShouldBeAcknowledgedWhileTheModelIsAway() {
        Dialogue dialogue = Dialogue.of(stores);
        dialogue.exchange(WORDS + "one", WORDS + "two");
        try (Outage outage = model.outage()) {
            assertThatThrownBy(() -> follow(Scope.ALL)).isInstanceOf(DomainException.Unavailable.class);
        }
        follow(Scope.ALL);

        assertThat(passagesOf(dialogue.user())).isEqualTo(2);
    }

    @Test
    void userShouldBeClaimedByOneNodeAtATime() {
        UserId user = StoreSamples.newUser(stores);
        vectors.unfilled(model.name());
        ask(user);

        assertThat(vectors.claimUnfilled(model.name())).contains(user);
        assertThat(vectors.claimUnfilled(model.name())).isNotEqualTo(Optional.of(user));
        vectors.markFilled(model.name(), user);
        assertThat(vectors.unfilled(model.name())).isZero();
    }
}
