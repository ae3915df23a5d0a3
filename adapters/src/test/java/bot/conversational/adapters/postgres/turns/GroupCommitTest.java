package bot.conversational.adapters.postgres.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.chat.ChatSamples;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupCommitTest {

    private static final UserId USER = ChatSamples.user();
    private static final Pattern ROW = Pattern.compile("\\{}");
    private static final int CALLERS = 200;
    private static final long A_MOMENT_NS = 1_000_000;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ConcurrentLinkedQueue<String> groups = new ConcurrentLinkedQueue<>();
    private final CountDownLatch firstMayGoOn = new CountDownLatch(1);

    /** The first group waits, so that all others come meanwhile. */
    private GroupCommit commit(Function<Set<Integer>, Set<Integer>> write) {
        return new GroupCommit((users, rows) -> {
            groups.add(rows);
            pass(firstMayGoOn);
            int size = (int) ROW.matcher(rows).results().count();
            return write.apply(IntStream.rangeClosed(1, size).boxed().collect(Collectors.toSet()));
        });
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of callers who have all come before any group is written. */
    private List<String> outcomes(GroupCommit commit, int callers) throws InterruptedException {
        ConcurrentLinkedQueue<String> outcomes = new ConcurrentLinkedQueue<>();
        List<Thread> threads = Stream.generate(() -> Thread.ofVirtual().start(() -> outcomes.add(outcome(commit))))
                .limit(callers)
                .toList();
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        firstMayGoOn.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(outcomes);
    }

    private static String outcome(GroupCommit commit) {
        try {
            return commit.write(USER, "{}", "together", () -> "alone");
        } catch (DomainException failure) {
            return failure.getClass().getSimpleName();
        }
    }

    @Test
    void whatComesMeanwhileShouldBeWrittenTogether() throws Exception {
        assertThat(outcomes(commit(places -> places), CALLERS)).hasSize(CALLERS).containsOnly("together");
        assertThat(groups).hasSizeLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"8, 1", "200, 2"})
    void asManyGroupsShouldBeWrittenAtOnceAsAreWorthIt(int callers, int groupsAtOnce) throws Exception {
        AtomicInteger writing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        GroupCommit commit = commit(places -> {
            most.accumulateAndGet(writing.incrementAndGet(), Math::max);
            LockSupport.parkNanos(A_MOMENT_NS);
            writing.decrementAndGet();
            return places;
        });
        assertThat(outcomes(commit, callers)).containsOnly("together");
        assertThat(most).hasValueLessThanOrEqualTo(groupsAtOnce);
    }

    @Test
    void manyShouldNotWaitForAGroupThatIsUnderWay() throws Exception {
        CountDownLatch bothAtOnce = new CountDownLatch(2);
        GroupCommit commit = new GroupCommit((users, rows) -> {
            bothAtOnce.countDown();
            pass(bothAtOnce);
            return Set.of();
        });
        List<Thread> threads = Stream.generate(() -> Thread.ofVirtual().start(() -> outcome(commit)))
                .limit(CALLERS)
                .toList();
        for (Thread thread : threads) {
            thread.join(SOON);
        }
        assertThat(bothAtOnce.getCount()).as("groups that did not come").isZero();
    }

    @Test
    void rowThatItsGroupDidNotWriteShouldBeWrittenAlone() throws Exception {
        Function<Set<Integer>, Set<Integer>> allButOne =
                places -> places.stream().skip(1).collect(Collectors.toSet());
        List<String> outcomes = outcomes(commit(allButOne), CALLERS);
        assertThat(outcomes).containsOnly("together", "alone");
        assertThat(outcomes).filteredOn("alone"::equals).hasSize(groups.size());
    }

    @Test
    void refusedGroupShouldBeWrittenOneByOne() throws Exception {
        GroupCommit commit = commit(places -> {
            throw new DomainException.Broken("a poisonous row", null);
        });
        assertThat(outcomes(commit, CALLERS)).containsOnly("alone");
    }

    @Test
    void allShouldHearAtOnceThatTheDatabaseIsAway() throws Exception {
        GroupCommit commit = commit(places -> {
            throw new DomainException.Unavailable("away", null);
        });
        assertThat(outcomes(commit, CALLERS)).containsOnly("Unavailable");
        assertThat(groups).hasSizeLessThanOrEqualTo(4);
    }
}
