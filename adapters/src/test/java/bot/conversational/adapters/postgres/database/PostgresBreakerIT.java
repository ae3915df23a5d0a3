package bot.conversational.adapters.postgres.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.domain.shared.DomainException;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the service's own pool and breaker make of a server that is frozen, or only busy. */
@Tag("alone")
class PostgresBreakerIT {

    /** The statement's time, and what the socket waits longer, three seconds, with a busy machine's share. */
    private static final Duration ONE_TIMEOUT = Duration.ofSeconds(6);

    private final HikariDataSource pool = PostgresPool.open(
            TestDatabase.shared().jdbcUrl(),
            Engines.postgres().user(),
            Engines.postgres().password(),
            2);
    private final Jdbi jdbi = PostgresJdbi.create(pool);
    private final PostgresGuard calls = new PostgresGuard(jdbi);
    private final PostgresGuard callsOfAnotherStore = new PostgresGuard(jdbi);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void frozenServerShouldCostOneTimeoutAndThenNothingUntilItIsBack() {
        assertThat(one(calls)).isEqualTo(1);
        try (PausedEngine frozen = PausedEngine.freeze(Engines.postgres())) {
            assertThat(timeOfFailure(calls)).isLessThan(ONE_TIMEOUT);
            await().atMost(Duration.ofSeconds(30)) // on a slow machine a call may be the one that tries
                    .until(() -> timeOfFailure(callsOfAnotherStore).compareTo(Duration.ofMillis(500)) < 0);
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(DomainException.Unavailable.class)
                .until(() -> one(calls) == 1);
    }

    /** As a connection to a demoted server says, which would otherwise be kept for half an hour. */
    @Test
    void connectionToAServerThatTakesNoWritesShouldBeDropped() {
        BlockingQueue<Integer> standby = new ArrayBlockingQueue<>(1);
        assertThatThrownBy(() -> calls.run(handle -> {
                    standby.add(handle.createQuery("select pg_backend_pid()")
                            .mapTo(Integer.class)
                            .one());
                    handle.execute("set default_transaction_read_only = on");
                    handle.execute("create table nothing_to_write (n integer)");
                }))
                .isInstanceOf(DomainException.Unavailable.class);
        assertThat(jdbi.getConfig(PostgresBreaker.class).openness()).isEqualTo(1);

        int dropped = standby.remove();
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(DomainException.Unavailable.class)
                .until(() -> calls.call(
                        handle -> handle.createQuery("select count(*) = 0 from pg_stat_activity where pid = :pid")
                                .bind("pid", dropped)
                                .mapTo(Boolean.class)
                                .one()));
    }

    @Test
    void busyPoolAndSlowStatementShouldNotCountAsAway() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(2);
        CountDownLatch done = new CountDownLatch(1);
        Runnable holder = () -> calls.run(handle -> {
            one(handle);
            held.countDown();
            awaitQuietly(done);
        });
        Thread first = Thread.startVirtualThread(holder);
        Thread second = Thread.startVirtualThread(holder);
        held.await();
        assertThatThrownBy(() -> one(calls)).isInstanceOf(DomainException.Unavailable.class);
        done.countDown();
        first.join();
        second.join();
        assertThat(one(calls)).isEqualTo(1);

        assertThatThrownBy(() -> calls.run(handle -> handle.execute("select pg_sleep(30)")))
                .isInstanceOf(DomainException.Unavailable.class);
        assertThat(one(calls)).isEqualTo(1);
    }

    @Test
    void connectionLostWhileOthersAreAnsweredShouldNotCountAsAway() throws InterruptedException {
        BlockingQueue<Integer> server = new ArrayBlockingQueue<>(1);
        Thread unlucky = Thread.startVirtualThread(() -> assertThatThrownBy(() -> calls.run(handle -> {
                    server.add(handle.createQuery("select pg_backend_pid()")
                            .mapTo(Integer.class)
                            .one());
                    handle.execute("select pg_sleep(30)");
                }))
                .isInstanceOf(DomainException.Unavailable.class));
        int pid = server.take();
        calls.run(handle -> handle.execute("select pg_terminate_backend(?)", pid));
        unlucky.join();
        assertThat(one(calls)).isEqualTo(1);
    }

    private static Duration timeOfFailure(PostgresGuard calls) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> one(calls)).isInstanceOf(DomainException.Unavailable.class);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static int one(PostgresGuard calls) {
        return calls.call(PostgresBreakerIT::one);
    }

    private static int one(org.jdbi.v3.core.Handle handle) {
        return handle.createQuery("select 1").mapTo(Integer.class).one();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
