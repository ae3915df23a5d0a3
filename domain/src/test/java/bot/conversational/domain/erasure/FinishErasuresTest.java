package bot.conversational.domain.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.indexing.ChangeBatch;
import bot.conversational.domain.indexing.Follower;
import bot.conversational.domain.session.AdjustableClock;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FinishErasuresTest {

    private static final Duration QUIET = Duration.ofSeconds(10);

    private final AdjustableClock clock = new AdjustableClock();
    private final InMemoryDatabase database = new InMemoryDatabase(clock);
    private final Stores stores = database.stores();
    private final InMemoryUserDataEraser redis = new InMemoryUserDataEraser();
    private final InMemoryUserDataEraser index = new InMemoryUserDataEraser();
    private final FinishErasures finish = new FinishErasures(stores.erasures(), List.of(redis, index), QUIET);
    private final UserId user = StoreSamples.newUser(stores);

    @BeforeEach
    void eraseSomebodyWithTraces() {
        Dialogue.of(stores, user);
        redis.texts.add(user);
        redis.marks.add(user);
        index.marks.add(user);
        stores.erasures().begin(user, StoreSamples.HASH, StoreSamples.entry());
    }

    private void follow() {
        ChangeBatch batch = stores.changes().poll(Follower.SEARCH_INDEX.consumer(), "node", 100);
        stores.changes().acknowledge(Follower.SEARCH_INDEX.consumer(), "node", batch);
    }

    private boolean finished() {
        return stores.erasures().undeleted(10).isEmpty()
                && stores.erasures().unsettled(10).isEmpty();
    }

    private void delete() {
        while (finish.delete()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void textsShouldGoAtOnceAndMarksOnlyWhenNobodyWritesAnyMore() {
        delete();

        assertThat(stores.users().find(user)).isEmpty();
        assertThat(redis.texts).isEmpty();
        assertThat(redis.marks).as("keep ended sessions out").containsExactly(user);

        follow();
        clock.advance(QUIET);
        finish.settle();

        assertThat(redis.marks).isEmpty();
        assertThat(index.marks).isEmpty();
        assertThat(finished()).as("this look found something").isFalse();
        finish.settle();
        assertThat(finished()).isTrue();
    }

    @Test
    void whatComesLateShouldBeFoundBeforeTheErasureIsDone() {
        delete();
        follow();
        clock.advance(QUIET);
        finish.settle();
        index.texts.add(user);

        finish.settle();
        assertThat(index.texts).isEmpty();
        assertThat(finished()).isFalse();
        finish.settle();
        assertThat(finished()).isTrue();
    }

    @Test
    void erasureShouldWaitForAStoreThatIsAwayAndKeepNoOtherWaiting() {
        UserId other = StoreSamples.newUser(stores);
        stores.erasures().begin(other, StoreSamples.HASH, StoreSamples.entry());
        try (Outage outage = redis.outage()) {
            delete();
            assertThat(stores.users().find(user)).isEmpty();
            assertThat(stores.users().find(other)).isEmpty();
        }
        follow();
        clock.advance(QUIET);
        finish.settle();
        finish.settle();

        assertThat(redis.texts).isEmpty();
        assertThat(finished()).isTrue();
    }

    @Test
    void erasureShouldWaitForTheIndex() {
        delete();
        clock.advance(QUIET);
        finish.settle();
        finish.settle();

        assertThat(finished()).isFalse();
    }

    /** Those that wait for a store are never in front of those that have just begun. */
    @Test
    void deletingShouldNotWaitForThoseThatWaitForAStore() {
        try (Outage outage = redis.outage()) {
            for (int i = 0; i < 50; i++) {
                UserId waiting = StoreSamples.newUser(stores);
                stores.erasures().begin(waiting, StoreSamples.HASH, StoreSamples.entry());
            }
            delete();
            UserId late = StoreSamples.newUser(stores);
            stores.erasures().begin(late, StoreSamples.HASH, StoreSamples.entry());

            delete();

            assertThat(stores.users().find(late)).isEmpty();
            assertThat(stores.erasures().undeleted(100)).isEmpty();
        }
    }

    @Test
    void anAccountThatFailsShouldKeepNoOtherWaiting() {
        UserId poisoned = StoreSamples.newUser(stores);
        UserId other = StoreSamples.newUser(stores);
        stores.erasures().begin(poisoned, StoreSamples.HASH, StoreSamples.entry());
        stores.erasures().begin(other, StoreSamples.HASH, StoreSamples.entry());
        index.poison(poisoned);
        delete();
        follow();
        clock.advance(QUIET);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(finish::settle).isInstanceOf(DomainException.Broken.class);
        }

        assertThat(stores.erasures().unsettled(10)).containsExactly(poisoned);
    }
}
