package bot.conversational.adapters.postgres.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.indexing.meaning.FormerModels;
import bot.conversational.domain.indexing.meaning.FormerModels.Former;
import bot.conversational.domain.indexing.meaning.VectorStore;
import bot.conversational.domain.indexing.meaning.VectorStore.Embedded;
import bot.conversational.domain.indexing.meaning.VectorStore.Scope;
import bot.conversational.domain.indexing.meaning.VectorStore.Waiting;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.search.meaning.VectorSearch;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** From one model to another, on real tables. */
class JdbiFormerModelsIT {

    private static final String WORDS = "about the weather in the mountains number ";

    /** Its own, empty before each test: what is done here is done to all models and users. */
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Jdbi jdbi = emptied();
    private final Stores stores = TestDatabase.stores(jdbi);
    private final VectorStore vectors = new JdbiVectorStore(jdbi);
    private final VectorSearch search = new JdbiVectorSearch(jdbi);
    private final FormerModels formers = new JdbiFormerModels(jdbi);
    private final HashedEmbeddings old = new HashedEmbeddings("old");
    private final HashedEmbeddings next = new HashedEmbeddings("next");
    private final Dialogue dialogue = Dialogue.of(stores);
    private final UserId user = dialogue.user();

    private TestNode node(HashedEmbeddings wanted, Scope scope) {
        return new TestNode(jdbi, stores, wanted, List.of(old, next), scope);
    }

    private static Jdbi emptied() {
        Jdbi jdbi = DATABASE.jdbi();
        jdbi.useHandle(handle -> handle.execute(
                "truncate users, passages, embedding_models, changes, change_cursors, change_followers cascade"));
        return jdbi;
    }

    /** The old model's vectors of two messages, whose user is filled in it; nobody wants it any more. */
    private void fillOld() {
        dialogue.exchange(WORDS + "one", WORDS + "two");
        TestNode node = node(old, Scope.ALL);
        node.watch();
        node.follow();
        node.fill();
        assertThat(node.isFilled(user)).isTrue();
        sql("update embedding_models set used_at = used_at - interval '2 minutes' where name = 'old'");
        sql("update change_cursors set lease_until = now() - interval '1 second'");
        sql("delete from change_followers");
    }

    private void sql(String statement) {
        jdbi.useHandle(handle -> handle.execute(statement));
    }

    private long count(String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    private List<String> consumers() {
        return jdbi.withHandle(handle -> handle.createQuery("select distinct consumer from change_cursors")
                .mapTo(String.class)
                .list());
    }

    private long passages(String model) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*)
                          from passages p
                          join embedding_models m on m.id = p.model
                         where p.user_id = :user and m.name = :model
                        """)
                .bind("user", user)
                .bind("model", model)
                .mapTo(Long.class)
                .one());
    }

    @Test
    void formerModelShouldBeNeededUntilTheUserIsFilledInTheWantedOne() {
        fillOld();
        TestNode node = node(next, Scope.ALL);
        node.watch();

        assertThat(formers.all("next")).containsExactly(new Former("old", 64, true, false));
        assertThat(node.isFilled(user)).isFalse();
        assertThat(search.formers(user, "next")).containsExactly(new VectorSearch.Former("old", 64, true));

        node.fill();

        assertThat(node.isFilled(user)).isTrue();
        assertThat(passages("next")).isEqualTo(2);
        assertThat(formers.all("next")).containsExactly(new Former("old", 64, false, false));
    }

    @Test
    void newMessagesShouldGetVectorsOfTheFormerModelWhileItIsNeeded() {
        fillOld();
        TestNode node = node(next, Scope.ALL);
        node.watch();
        Dialogue stranger = Dialogue.of(stores);
        stranger.exchange(WORDS + "of somebody", WORDS + "who is filled in nothing");
        dialogue.exchange(WORDS + "three", WORDS + "four");
        node.followFormers();

        assertThat(passages("old")).isEqualTo(4);
        assertThat(count("select count(*) from passages where user_id <> '" + user + "'"))
                .as("users whose searches do not ask it need none")
                .isZero();

        node.fill();
        dialogue.exchange(WORDS + "five", WORDS + "six");
        node.followFormers();
        node.follow();
        assertThat(passages("old")).isEqualTo(4);
        assertThat(passages("next")).isEqualTo(6);
    }

    @Test
    void modelThatIsWantedAgainShouldHaveAllBeforeItIsAsked() {
        fillOld();
        TestNode node = node(next, Scope.ALL);
        node.watch();
        node.fill();
        Dialogue unfilled = Dialogue.of(stores); // so that the former one is followed still
        sql("insert into embedded_users (user_id, model) select '" + unfilled.user() + "', id from embedding_models");
        sql("update embedded_users set filled_at = now() where user_id = '" + unfilled.user()
                + "' and model = (select id from embedding_models where name = 'old')");
        node.watch();
        dialogue.exchange(WORDS + "three", WORDS + "four");
        node.followFormers();
        assertThat(passages("old")).isEqualTo(2);

        TestNode back = node(old, Scope.ALL);
        back.watch();
        assertThat(back.isFilled(user)).as("what was left out").isFalse();
        assertThat(search.formers(user, "old"))
                .extracting(VectorSearch.Former::filled)
                .containsExactly(true);
        back.fill();
        assertThat(back.isFilled(user)).isTrue();
        assertThat(passages("old")).isEqualTo(4);
    }

    @Test
    void fillingThatDidNotSeeWhatWasLeftOutShouldNotSayThatItHasAll() {
        fillOld();
        sql("update embedded_users set filled_at = null");
        assertThat(vectors.claimUnfilled("old")).contains(user);
        Change change =
                new Change(user, Change.Entity.CONVERSATION, dialogue.id().value(), 1);

        assertThat(formers.needing("old", "next", List.of(change))).isEmpty();
        vectors.markFilled("old", user);

        assertThat(search.filled(user, "old")).isFalse();
    }

    @Test
    void changesShouldAllBeEmbeddedWhileAnotherNodeWantsTheModel() {
        fillOld();
        TestNode there = node(old, Scope.ALL);
        TestNode here = node(next, Scope.ALL);
        there.watch();
        here.watch();
        Dialogue stranger = Dialogue.of(stores);
        stranger.exchange(WORDS + "of somebody", WORDS + "else");

        assertThat(formers.all("next")).containsExactly(new Former("old", 64, true, true));
        here.followFormers();

        assertThat(count("select count(*) from passages where user_id = '" + stranger.user() + "'"))
                .isEqualTo(2);
    }

    @Test
    void modelThatNobodyNeedsOrWantsShouldGoWithAllThatIsOfIt() {
        fillOld();
        TestNode node = node(next, Scope.ALL);
        node.watch();
        sql("update embedding_models set used_at = used_at - interval '2 hours' where name = 'old'");
        node.watch();
        assertThat(passages("old")).as("not everybody is filled").isEqualTo(2);

        node.follow();
        node.fill();
        sql("update embedding_models set used_at = now() where name = 'old'");
        node.watch();
        assertThat(search.formers(user, "next")).as("a node has wanted it").hasSize(1);

        sql("update embedding_models set used_at = used_at - interval '2 hours' where name = 'old'");
        node.watch();
        assertThat(search.formers(user, "next"))
                .as("nobody asks it from now on")
                .isEmpty();
        assertThat(formers.all("next")).isEmpty();
        assertThat(count("select count(*) from passages")).isEqualTo(4);

        sql("update embedding_models set used_at = used_at - interval '1 minute' where name is null");
        node.watch();
        assertThat(count("select count(*) from embedding_models")).isEqualTo(1);
        assertThat(count("select count(*) from passages")).isEqualTo(2);
        assertThat(count("select count(*) from embedded_conversations")).isEqualTo(1);
        assertThat(count("select count(*) from embedded_users")).isEqualTo(1);
        assertThat(passages("next")).isEqualTo(2);
        node.watch();
        assertThat(consumers()).containsExactly(Follower.EMBEDDINGS.consumer("next"));
    }

    @Test
    void modelThatWasGivenUpShouldBeginAnewWhenItIsWantedAgain() {
        fillOld();
        List<Waiting> late =
                List.of(new Waiting(user, dialogue.id(), 1, new MessageId(UUID.randomUUID()), MessageRole.USER, WORDS));
        TestNode node = node(next, Scope.ALL);
        node.watch();
        node.fill();
        sql("update embedding_models set used_at = used_at - interval '2 hours' where name = 'old'");
        node.watch();

        Change change =
                new Change(user, Change.Entity.CONVERSATION, dialogue.id().value(), 1);
        sql("delete from embedded_conversations");
        assertThat(vectors.waiting("old", Scope.ALL, List.of(change), 10))
                .as("by its old number")
                .isEmpty();
        vectors.keep("old", List.of(new Embedded(late.getFirst(), old.passages(List.of(WORDS)))));
        assertThat(count("select count(*) from passages")).isEqualTo(4);

        TestNode back = node(old, Scope.ALL);
        back.watch();
        assertThat(back.isFilled(user)).isFalse();
        assertThat(passages("old")).isZero();
        back.fill();
        assertThat(passages("old")).isEqualTo(2);
        assertThat(count("select count(*) from embedding_models")).isEqualTo(3);
    }

    @Test
    void thoseWhoSearchedShouldBeFilledFirst() {
        fillOld();
        Dialogue other = Dialogue.of(stores);
        TestNode node = node(next, Scope.SEARCHERS);
        node.watch();

        assertThat(count("select count(*) from embedded_users where asked_at is not null and user_id = '" + user
                        + "' and model = (select id from embedding_models where name = 'next')"))
                .isEqualTo(1);
        assertThat(count("select count(*) from embedded_users where user_id = '" + other.user() + "'"))
                .isZero();
        node.fill();
        assertThat(passages("next")).isEqualTo(2);
        sql("update embedding_models set used_at = used_at - interval '2 hours' where name = 'old'");
        node.watch();
        assertThat(formers.all("next")).as("all who searched are filled").isEmpty();
    }
}
