package bot.conversational.domain.indexing.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.maintenance.VectorContents;
import bot.conversational.domain.indexing.maintenance.VectorContents.Vectored;
import bot.conversational.domain.indexing.meaning.EmbedPassages.Pace;
import bot.conversational.domain.indexing.meaning.VectorStore.Scope;
import bot.conversational.domain.indexing.meaning.VectorStore.Waiting;
import bot.conversational.domain.llm.HashedEmbeddings;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link VectorStore} does with the followers that use it. All that is in the stores is embedded. */
public interface VectorStoreContract extends StoreContract {

    String WORDS = "about the weather in the mountains number ";

    VectorStore vectors();

    /** Of the same store. */
    VectorContents contents();

    /** A name of its own for each test. */
    HashedEmbeddings model();

    /** Does what a user's first search by meaning does. */
    void ask(UserId user);

    /** Deletes what deleted conversations left. */
    void deleteLeftovers(UserId user);

    private EmbedPassages passages() {
        return new EmbedPassages(model(), vectors(), new Pace(2, () -> {}, none -> {}));
    }

    /** Lets the follower go to the end of the changes. */
    default void follow(Scope scope) {
        EmbedMessages follower =
                new EmbedMessages(stores().changes(), vectors(), passages(), scope, new NodeId("node-1", 1));
        while (follower.runOnce()) {
            // more
        }
    }

    private void fill(Scope scope) {
        FillVectors filling = new FillVectors(vectors(), passages(), scope);
        while (filling.runOnce()) {
            // more
        }
    }

    private List<MessageId> embedded(UserId user) {
        return contents().messages(user, Optional.empty(), 100).stream()
                .filter(Vectored::there)
                .map(Vectored::message)
                .toList();
    }

    @Test
    default void everyMessageThatSaysSomethingShouldGetItsPassagesOnce() {
        Dialogue dialogue = Dialogue.of(stores());
        MessageId ok = dialogue.exchange(WORDS + "one", "ok").message().id();
        MessageId twice = dialogue.exchange("thanks", (WORDS + "two ").repeat(20))
                .message()
                .id();

        follow(Scope.ALL);
        assertThat(embedded(dialogue.user())).hasSize(2).contains(twice);
        assertThat(contents().passages(dialogue.user(), model().name(), List.of(ok, twice)))
                .isEqualTo(Map.of(ok, 0, twice, 2));

        dialogue.exchange(WORDS + "three", "yes");
        int calls = model().batches().size();
        follow(Scope.ALL);
        assertThat(embedded(dialogue.user())).hasSize(3);
        assertThat(model().batches().subList(calls, model().batches().size()))
                .as("what has its passages is not embedded again")
                .doesNotContain(4);
    }

    @Test
    default void deletedConversationShouldTakeItsVectorsAlong() {
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange(WORDS + "one", WORDS + "two");
        follow(Scope.ALL);
        assertThat(embedded(dialogue.user())).hasSize(2);

        delete(dialogue.user(), dialogue.id());
        follow(Scope.ALL);
        deleteLeftovers(dialogue.user());

        assertThat(embedded(dialogue.user())).isEmpty();
    }

    @Test
    default void vectorsOfADeletedConversationShouldNotBeAdded() {
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange(WORDS + "one", WORDS + "two");
        List<Waiting> waiting = vectors().waiting(model().name(), dialogue.user(), 10);
        assertThat(waiting).hasSize(2);
        delete(dialogue.user(), dialogue.id());

        vectors()
                .keep(
                        model().name(),
                        waiting.stream()
                                .map(it -> new VectorStore.Embedded(it, model().passages(List.of(it.text()))))
                                .toList());

        assertThat(contents().messages(dialogue.user(), Optional.empty(), 10)).isEmpty();
    }

    @Test
    default void onlySearchersShouldBeEmbeddedWhereThatIsTheScope() {
        Dialogue searcher = Dialogue.of(stores());
        Dialogue other = Dialogue.of(stores());
        searcher.exchange(WORDS + "before", WORDS + "before");
        follow(Scope.SEARCHERS);
        assertThat(embedded(searcher.user())).isEmpty();

        ask(searcher.user());
        fill(Scope.SEARCHERS);
        assertThat(embedded(searcher.user())).as("backwards").hasSize(2);
        searcher.exchange(WORDS + "after", WORDS + "after");
        other.exchange(WORDS + "after", WORDS + "after");
        follow(Scope.SEARCHERS);

        assertThat(embedded(searcher.user())).as("from then on").hasSize(4);
        assertThat(embedded(other.user())).isEmpty();
    }

    @Test
    default void fillingShouldReachEverybodyNewestConversationFirst() {
        UserId user = StoreSamples.newUser(stores());
        Dialogue older = Dialogue.of(stores(), user);
        older.exchange(WORDS + "older", WORDS + "older");
        Dialogue newer = Dialogue.of(stores(), user);
        newer.exchange(WORDS + "newer", WORDS + "newer");
        newer.exchange(WORDS + "newer", WORDS + "newer");

        List<Waiting> waiting = vectors().waiting(model().name(), user, 10);
        assertThat(waiting)
                .extracting(Waiting::conversation)
                .containsExactly(newer.id(), newer.id(), newer.id(), newer.id(), older.id(), older.id());
        assertThat(waiting).extracting(Waiting::seq).startsWith(1L, 2L, 3L, 4L);

        fill(Scope.ALL);

        assertThat(embedded(user)).hasSize(6);
        assertThat(vectors().waiting(model().name(), user, 10)).isEmpty();
        assertThat(vectors().unfilled(model().name())).isZero();
    }

    @Test
    default void messageThatTheModelRefusesShouldHoldUpNoOtherAndBeKept() {
        Dialogue dialogue = Dialogue.of(stores());
        model().refuse("poison");
        MessageId poison = dialogue.exchange(WORDS + "one", "some poison in the cup")
                .message()
                .id();
        dialogue.exchange(WORDS + "two", WORDS + "three");

        follow(Scope.ALL);

        assertThat(embedded(dialogue.user())).hasSize(3).doesNotContain(poison);
        assertThat(vectors().refused(model().name())).isEqualTo(1);
        assertThat(contents().passages(dialogue.user(), model().name(), List.of(poison)))
                .as("nothing is missing")
                .isEmpty();
    }

    @Test
    default void refusedMessageShouldBeTriedAgainWhenAskedFor() {
        Dialogue dialogue = Dialogue.of(stores());
        model().refuse("hemlock");
        MessageId poison = dialogue.exchange(WORDS + "one", "some hemlock in the cup")
                .message()
                .id();
        dialogue.exchange(WORDS + "two", WORDS + "three");
        follow(Scope.ALL);
        assertThat(embedded(dialogue.user())).hasSize(3).doesNotContain(poison);
        model().accept("hemlock");

        assertThat(vectors().retryRefused(model().name(), 10)).isEqualTo(1);
        assertThat(vectors().retryRefused(model().name(), 10)).isZero();
        assertThat(vectors().refused(model().name())).isZero();
        follow(Scope.ALL);

        assertThat(embedded(dialogue.user())).hasSize(4).contains(poison);
    }

    @Test
    default void nothingShouldBeAcknowledgedWhileTheModelIsAway() {
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange(WORDS + "one", WORDS + "two");
        try (Outage outage = model().outage()) {
            assertThatThrownBy(() -> follow(Scope.ALL)).isInstanceOf(DomainException.Unavailable.class);
        }
        follow(Scope.ALL);

        assertThat(embedded(dialogue.user())).hasSize(2);
    }

    @Test
    default void userShouldBeClaimedByOneNodeAtATime() {
        UserId user = StoreSamples.newUser(stores());
        vectors().unfilled(model().name());
        ask(user);

        assertThat(vectors().claimUnfilled(model().name())).contains(user);
        assertThat(vectors().claimUnfilled(model().name())).isNotEqualTo(Optional.of(user));
        vectors().markFilled(model().name(), user);
        assertThat(vectors().unfilled(model().name())).isZero();
    }

    @Test
    default void forgottenMessageShouldWaitAgainAndGetItsVectors() {
        Dialogue dialogue = Dialogue.of(stores());
        MessageId first =
                dialogue.exchange(WORDS + "one", WORDS + "two").message().id();
        dialogue.exchange(WORDS + "three", WORDS + "four");
        follow(Scope.ALL);

        contents().forget(dialogue.user(), model().name(), List.of(first));

        assertThat(embedded(dialogue.user())).hasSize(3).doesNotContain(first);
        assertThat(vectors().waiting(model().name(), dialogue.user(), 10))
                .extracting(Waiting::message)
                .startsWith(first)
                .hasSize(3);
        fill(Scope.ALL);
        assertThat(embedded(dialogue.user())).hasSize(4);
    }

    @Test
    default void userWhoIsForgottenShouldBeFilledAnew() {
        Dialogue dialogue = Dialogue.of(stores());
        Dialogue other = Dialogue.of(stores());
        dialogue.exchange(WORDS + "one", WORDS + "two");
        other.exchange(WORDS + "one", WORDS + "two");
        follow(Scope.ALL);

        contents().forget(dialogue.user(), model().name());

        assertThat(embedded(dialogue.user())).isEmpty();
        assertThat(embedded(other.user())).hasSize(2);
        fill(Scope.ALL);
        assertThat(embedded(dialogue.user())).hasSize(2);
        assertThat(vectors().unfilled(model().name())).isZero();
    }

    @Test
    default void usersWithVectorsShouldComeInOrderAndOthersNot() {
        List<Dialogue> dialogues = List.of(Dialogue.of(stores()), Dialogue.of(stores()), Dialogue.of(stores()));
        dialogues.forEach(it -> it.exchange(WORDS + "one", WORDS + "two"));
        UserId silent = StoreSamples.newUser(stores());
        follow(Scope.ALL);

        List<UserId> users = contents().users(Optional.empty(), 1_000);

        assertThat(users)
                .contains(
                        dialogues.get(0).user(),
                        dialogues.get(1).user(),
                        dialogues.get(2).user())
                .doesNotContain(silent)
                .doesNotHaveDuplicates();
        assertThat(contents().users(Optional.of(users.get(1)), 1_000)).isEqualTo(users.subList(2, users.size()));
        assertThat(contents().users(Optional.empty(), 2)).isEqualTo(users.subList(0, 2));
        assertThat(contents().users(Optional.of(users.getLast()), 2)).isEmpty();
    }

    @Test
    default void eachShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        UserId user = StoreSamples.newUser(stores());
        vectors().unfilled(model().name());
        unavailableDuringOutage(() -> vectors().waiting(model().name(), user, 10));
        unavailableDuringOutage(() -> contents().messages(user, Optional.empty(), 10));
        unavailableDuringOutage(() -> contents().users(Optional.empty(), 10));
    }
}
