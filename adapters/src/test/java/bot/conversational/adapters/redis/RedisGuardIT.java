package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.calls.CallObserver;
import bot.conversational.adapters.engines.Engines;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisException;

@Tag("alone")
class RedisGuardIT {

    /** Two hundred calls of a quarter of a second each; one after the other they would take fifty. */
    private static final Duration TOGETHER = Duration.ofMillis(4_500);

    private static final LuaScript ECHO = LuaScript.named("echo");

    private final Probe probe = new Probe();
    private final RedisGuard server = RedisGuard.connect("test", probe.settings());

    @AfterEach
    void disconnect() {
        server.close();
        probe.close();
    }

    @Test
    void callShouldFailWithinTheTimeoutAndThenAtOnceWhenTheServerIsFrozen() {
        warmUp();
        try (Outage outage = probe.freeze()) {
            Duration first = failure();
            assertThat(first).isGreaterThan(Duration.ofMillis(200)).isLessThan(Duration.ofSeconds(3));
            List<Duration> others =
                    Stream.generate(this::failure).limit(20).sorted().toList();
            assertThat(others.get(10)).as("half of %s", others).isLessThan(first.dividedBy(4));
        }
        awaitBack();
    }

    @Test
    void otherLogicalServerShouldFailAtOnceWhenThisOneMetTheOutage() {
        warmUp();
        try (RedisGuard other = server.beside("other", CallObserver.NONE)) {
            other.probe();
            try (Outage outage = probe.freeze()) {
                Duration first = failure();
                List<Duration> others =
                        Stream.generate(() -> failure(other)).limit(5).sorted().toList();
                assertThat(others.getFirst()).as("of %s", others).isLessThan(first.dividedBy(4));
            }
            awaitBack();
            assertThat(echo("back")).isTrue();
            other.probe();
        }
    }

    @Test
    void callsShouldNotWaitForOneAnotherWhenTheServerIsFrozen() throws Exception {
        warmUp();
        try (Outage outage = probe.freeze();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // More than there are connections: those without one wait for one no longer than the others for an answer.
            List<Future<Duration>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(threads.submit(() -> failure()));
            }
            for (Future<Duration> call : calls) {
                assertThat(call.get()).isLessThan(TOGETHER);
            }
        }
        awaitBack();
    }

    /** A connection whose answer came too late must not give that answer to the next question. */
    @Test
    void callShouldGetItsOwnAnswerWhenTheServerIsThawed() throws Exception {
        warmUp();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            try (Outage outage = probe.freeze()) {
                for (Future<Boolean> echo : echoes(threads, 8)) {
                    assertThat(echo.get()).isFalse();
                }
            }
            awaitBack();
            for (Future<Boolean> echo : echoes(threads, 500)) {
                assertThat(echo.get()).isTrue();
            }
        }
    }

    /** Scripts share a connection, on which only the order tells whose an answer is. */
    @Test
    void scriptShouldGetItsOwnAnswerWhateverHappensToTheOthers() throws Exception {
        assertThat(said("first")).isEqualTo("first"); // the server does not know the script yet
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> calls = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                String text = i % 10 == 9 ? "refuse" : "text " + i;
                calls.add(threads.submit(() -> said(text)));
                if (i == 1_000) {
                    probe.freeze().close();
                }
            }
            for (int i = 0; i < calls.size(); i++) {
                assertThat(calls.get(i).get()).isIn(i % 10 == 9 ? "Broken" : "text " + i, "Unavailable");
            }
        }
        awaitBack();
        assertThat(said("last")).isEqualTo("last");
    }

    private String said(String text) {
        try {
            return String.valueOf(server.run(ECHO, List.of(), List.of(text)));
        } catch (DomainException failure) {
            return failure.getClass().getSimpleName();
        }
    }

    @Test
    void scriptsShouldFailWithinTheTimeoutAndThenAtOnceWhenTheServerIsFrozen() throws Exception {
        said("known");
        try (Outage outage = probe.freeze();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            List<Future<String>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(threads.submit(() -> said("nothing")));
            }
            for (Future<String> call : calls) {
                assertThat(call.get()).isEqualTo("Unavailable");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TOGETHER);
        }
        awaitBack();
        assertThat(said("back")).isEqualTo("back");
    }

    @Test
    void callShouldWorkAgainWhenTheServerWasKilledAndRestarted() {
        warmUp();
        try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
            // Five are in use at once and lie in the pool then, all of them of the server that is killed.
            occupy(server, threads, 5).run();
        }
        Engines.redis().kill();
        assertThat(failure()).isLessThan(Duration.ofSeconds(3));
        Engines.redis().restart();
        // The first call that is let through finds it back: it meets no connection from before.
        await().pollDelay(RedisFailures.RETRY_AFTER.plusMillis(100))
                .untilAsserted(() -> assertThat(echo("back")).isTrue());
    }

    @Test
    void callShouldSayBrokenWhenTheServerRefusesTheCommandAndStayUsable() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> server.call("test", "", client -> client.eval("return redis.call('NONSENSE')")))
                    .isInstanceOf(DomainException.Broken.class)
                    .hasCauseInstanceOf(JedisException.class);
        }
        assertThat(echo("well")).isTrue();
    }

    @Test
    void callShouldSayUnavailableWhenTheServerCannotServeNow() {
        for (String error : List.of("LOADING", "OOM", "CLUSTERDOWN", "MISCONF", "BUSY", "NOAUTH")) {
            assertThatThrownBy(() -> server.call(
                            "test", "", client -> client.eval("return redis.error_reply('" + error + " not now')")))
                    .isInstanceOf(DomainException.Unavailable.class)
                    .hasCauseInstanceOf(JedisException.class);
        }
        assertThat(echo("well")).isTrue();
    }

    @Test
    void callShouldSayUnavailableWhenNobodyListens() {
        try (RedisGuard nobody = RedisGuard.connect("nobody", RedisSettings.plain("localhost", 1))) {
            assertThatThrownBy(nobody::probe).isInstanceOf(DomainException.Unavailable.class);
        }
    }

    @Test
    void callShouldSayUnavailableWhenThePasswordIsWrong() {
        RedisSettings wrong = settings(2, Optional.of("nobody"), Optional.of("a-secret"));
        assertThat(wrong.toString()).doesNotContain("a-secret");
        try (RedisGuard closed = RedisGuard.connect("closed", wrong)) {
            assertThatThrownBy(closed::probe).isInstanceOf(DomainException.Unavailable.class);
        }
    }

    /** Whether the server is well is for the calls to find that have a connection. */
    @Test
    void callShouldNotCountAgainstTheServerWhenNoConnectionIsFree() {
        RedisSettings one = settings(1, Optional.empty(), Optional.empty());
        try (RedisGuard narrow = RedisGuard.connect("narrow", one);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            narrow.probe();
            Runnable release = occupy(narrow, threads, 1);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(narrow::probe).isInstanceOf(DomainException.Unavailable.class);
            }
            release.run();
            narrow.probe();
        }
    }

    private RedisSettings settings(int connections, Optional<String> user, Optional<String> password) {
        RedisSettings s = probe.settings();
        return new RedisSettings(
                s.place(), 0, connections, user, password, false, Optional.empty(), s.connectTimeout(), s.timeout());
    }

    /** Takes connections out of the pool until the result is run. */
    private Runnable occupy(RedisGuard server, ExecutorService threads, int connections) {
        String list = "conversational_bot:test:" + UUID.randomUUID();
        List<Future<?>> holders = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            holders.add(threads.submit(() -> server.call("test", "", client -> client.blpop(10, list))));
        }
        await().until(() -> probe.redis().info("clients").contains("blocked_clients:" + connections));
        return () -> {
            holders.forEach(holder -> probe.redis().lpush(list, "go on"));
            await().until(() -> holders.stream().allMatch(Future::isDone));
        };
    }

    private void warmUp() {
        for (int i = 0; i < 20; i++) {
            server.probe();
        }
    }

    private Duration failure() {
        return failure(server);
    }

    private static Duration failure(RedisGuard server) {
        long start = System.nanoTime();
        DomainException.Unavailable unavailable =
                catchThrowableOfType(DomainException.Unavailable.class, server::probe);
        assertThat(unavailable).isNotNull();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private boolean echo(String text) {
        return text.equals(server.call("test", "", client -> client.eval("return ARGV[1]", 0, text)));
    }

    private List<Future<Boolean>> echoes(ExecutorService threads, int count) {
        List<Future<Boolean>> echoes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = "text " + i;
            Callable<Boolean> call = () -> {
                try {
                    return echo(text);
                } catch (DomainException.Unavailable e) {
                    return false;
                }
            };
            echoes.add(threads.submit(call));
        }
        return echoes;
    }

    private void awaitBack() {
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(DomainException.Unavailable.class)
                .until(() -> echo("back"));
    }
}
