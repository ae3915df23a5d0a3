package bot.conversational.domain.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.files.SampleFile;
import bot.conversational.domain.indexing.ChangeBatch;
import bot.conversational.domain.revocation.Revocation;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ErasureStore} keeps. */
public interface ErasureStoreContract extends StoreContract {

    private ErasureStore erasures() {
        return stores().erasures();
    }

    private Dialogue conversation(UserId user) {
        Dialogue dialogue = Dialogue.of(stores(), user);
        dialogue.complete(dialogue.asking("Forget me?"), "Of course.");
        return dialogue;
    }

    private void delete(UserId user) {
        while (erasures().deleteSome(user)) {
            Thread.onSpinWait();
        }
        assertThat(erasures().undeleted(100_000)).doesNotContain(user);
        assertThat(erasures().unsettled(100_000)).contains(user);
    }

    private String follower(String node) {
        String consumer = "consumer-" + UUID.randomUUID();
        ChangeBatch batch = stores().changes().poll(consumer, node, 500);
        while (!batch.changes().isEmpty()) {
            stores().changes().acknowledge(consumer, node, batch);
            batch = stores().changes().poll(consumer, node, 500);
        }
        return consumer;
    }

    @Test
    default void beginShouldEndTheSessionsAndFreeTheAddressAtOnce() {
        Credentials known = StoreSamples.credentials();
        stores().users().add(known);
        UserId user = known.user().id();
        Session session = StoreSamples.session(user, StoreSamples.NOON);
        stores().sessions().open(session, StoreSamples.HASH, StoreSamples.entry());

        assertThat(erasures().begin(user, StoreSamples.HASH, StoreSamples.entry()))
                .contains(List.of(session.digest()));

        assertThat(stores().users().findByEmail(known.user().email())).isEmpty();
        assertThat(stores().users().find(user)).isEmpty();
        assertThat(stores().users().credentials(user)).isEmpty();
        assertThat(stores().sessions().find(user, session.digest(), StoreSamples.NOON))
                .isEmpty();
        assertThat(stores().sessions()
                        .open(StoreSamples.session(user, StoreSamples.NOON), StoreSamples.HASH, StoreSamples.entry()))
                .as("a log-in at the same moment")
                .isFalse();
        assertThat(stores().revocations().pending(100_000))
                .contains(new Revocation.SessionEnded(user, session.digest()));
        assertThat(erasures().undeleted(100_000)).contains(user);
        assertThat(stores().users()
                        .add(StoreSamples.credentials(known.user().email().value())))
                .isTrue();
        assertThat(erasures().begin(user, StoreSamples.HASH, StoreSamples.entry()))
                .as("a repeat")
                .isEmpty();
    }

    @Test
    default void beginShouldSucceedWhenSomebodyElseHasTheAddressThatLooksLikeThePlaceholder() {
        UserId user = StoreSamples.newUser(stores());
        Credentials squatter = StoreSamples.credentials(user + "@erased.invalid");
        assertThat(stores().users().add(squatter)).isTrue();

        assertThat(erasures().begin(user, StoreSamples.HASH, StoreSamples.entry()))
                .isPresent();

        assertThat(stores().users().find(user)).isEmpty();
        assertThat(stores().users().findByEmail(squatter.user().email())).contains(squatter);
    }

    @Test
    default void accountThatIsBeingErasedShouldNotBeFoundByItsPlaceholder() {
        UserId user = StoreSamples.newUser(stores());
        erasures().begin(user, StoreSamples.HASH, StoreSamples.entry());

        assertThat(stores().users().findByEmail(new EmailAddress(user + "@erased.invalid")))
                .isEmpty();
    }

    @Test
    default void beginShouldChangeNothingWhenTheHashIsAnother() {
        UserId user = StoreSamples.newUser(stores());

        assertThat(erasures().begin(user, new PasswordHash("another"), StoreSamples.entry()))
                .isEmpty();

        assertThat(stores().users().find(user)).isPresent();
        assertThat(erasures().undeleted(100_000)).doesNotContain(user);
    }

    @Test
    default void deleteSomeShouldDeleteEverythingOfTheUserAndNothingElse() {
        UserId user = StoreSamples.newUser(stores());
        UserId other = StoreSamples.newUser(stores());
        Dialogue first = conversation(user);
        conversation(user);
        Dialogue kept = conversation(other);
        SampleFile file = SampleFile.of(10);
        for (UserId owner : List.of(user, other)) {
            stores().files().put(owner, file.file(), file, StoreSamples.NOON, 10);
        }
        erasures().begin(user, StoreSamples.HASH, StoreSamples.entry());

        delete(user);

        assertThat(stores().users().find(user)).isEmpty();
        assertThat(stores().conversations()
                        .list(user, ConversationFilter.archived(false), PageRequest.first(10))
                        .items())
                .isEmpty();
        assertThat(stores().conversations()
                        .list(user, ConversationFilter.archived(true), PageRequest.first(10))
                        .items())
                .isEmpty();
        assertThat(stores().revocations().pending(100_000))
                .contains(new Revocation.ConversationDeleted(
                        user, first.id(), first.state().conversation().version() + 1));
        assertThat(stores().files().find(user, file.blob())).isEmpty();
        assertThat(stores().files().find(other, file.blob())).isPresent();
        assertThat(stores().users().find(other)).isPresent();
        assertThat(stores().conversations().find(other, kept.id())).isPresent();
    }

    @Test
    default void deleteSomeShouldDeleteNothingOfAUserWhoseErasureHasNotBegun() {
        UserId user = StoreSamples.newUser(stores());

        assertThat(erasures().deleteSome(user)).isFalse();
        assertThat(stores().users().find(user)).isPresent();
    }

    @Test
    default void deleteSomeShouldWorkWhenManyNodesDoItAtOnce() throws Exception {
        UserId user = StoreSamples.newUser(stores());
        for (int i = 0; i < 5; i++) {
            conversation(user);
        }
        erasures().begin(user, StoreSamples.HASH, StoreSamples.entry());

        StoreContract.atOnce(4, () -> {
            while (erasures().deleteSome(user)) {
                Thread.onSpinWait();
            }
            return true;
        });

        assertThat(stores().users().find(user)).isEmpty();
    }

    @Test
    default void erasuresShouldHaveTheirTurn() {
        UserId first = StoreSamples.newUser(stores());
        UserId second = StoreSamples.newUser(stores());
        erasures().begin(first, StoreSamples.HASH, StoreSamples.entry());
        erasures().begin(second, StoreSamples.HASH, StoreSamples.entry());

        // Others may be waiting in the same store: each has had a turn before anybody has another one.
        List<UserId> tried = new ArrayList<>();
        while (!tried.containsAll(List.of(first, second))) {
            tried.addAll(erasures().undeleted(1));
        }

        assertThat(tried).doesNotHaveDuplicates();
    }

    @Test
    default void settledShouldWaitForTheDeletionTheQuietAndTheFollower() {
        UserId user = StoreSamples.newUser(stores());
        conversation(user);
        String behind = follower("node-1");
        erasures().begin(user, StoreSamples.HASH, StoreSamples.entry());
        assertThat(erasures().settled(user, Duration.ZERO, behind))
                .as("not deleted")
                .isFalse();

        delete(user);

        assertThat(erasures().settled(user, Duration.ZERO, behind))
                .as("not followed")
                .isFalse();
        assertThat(erasures().settled(user, Duration.ZERO, "nobody")).isFalse();
        String passed = follower("node-1");
        assertThat(erasures().settled(user, Duration.ZERO, passed)).isTrue();
        assertThat(erasures().settled(user, Duration.ofMinutes(1), passed))
                .as("not quiet yet")
                .isFalse();
    }

    @Test
    default void finishShouldDropWhatIsNotedOfTheUser() {
        UserId user = StoreSamples.newUser(stores());
        conversation(user);
        erasures().begin(user, StoreSamples.HASH, StoreSamples.entry());
        delete(user);

        erasures().finish(user);
        erasures().finish(user);

        assertThat(erasures().unsettled(100_000)).doesNotContain(user);
        assertThat(stores().revocations().pending(100_000))
                .noneMatch(it -> it.user().equals(user));
    }

    @Test
    default void undeletedShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        unavailableDuringOutage(() -> erasures().undeleted(1));
    }
}
