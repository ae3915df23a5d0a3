package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.calls.Openness;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of calls of Redis, on a real one. */
@Tag("alone")
class RedisCallsIT {

    private static final LuaScript ECHO = LuaScript.named("echo");

    private record Told(String operation, boolean answered, long nanos) {

        @Override
        public String toString() {
            return operation + " " + answered;
        }
    }

    private final List<Told> told = Collections.synchronizedList(new ArrayList<>());
    private final Probe probe = new Probe();
    private final RedisGuard server = RedisGuard.connect(
            "calls", probe.settings(), (operation, answered, nanos) -> told.add(new Told(operation, answered, nanos)));

    @AfterEach
    void disconnect() {
        server.close();
        probe.close();
    }

    @Test
    void eachCallShouldBeToldOnceByItsOperation() {
        server.run(ECHO, List.of(), List.of("text"));
        server.call("get", "", client -> client.get("nothing"));
        assertThatThrownBy(() -> server.call("nonsense", "", client -> client.eval("return redis.call('NONSENSE')")))
                .isInstanceOf(DomainException.Broken.class);

        assertThat(told).map(Told::toString).containsExactly("echo true", "get true", "nonsense false");
        assertThat(told)
                .allSatisfy(call ->
                        assertThat(Duration.ofNanos(call.nanos())).isPositive().isLessThan(Duration.ofSeconds(5)));
    }

    @Test
    void otherLogicalServerShouldTellItsOwnObserver() {
        List<String> others = new ArrayList<>();
        try (RedisGuard other = server.beside("other", (operation, answered, nanos) -> others.add(operation))) {
            other.probe();
        }
        assertThat(others).containsExactly("probe");
        assertThat(told).isEmpty();
    }

    @Test
    void callShouldNotBeToldWhenTheBreakerKeepsItBack() {
        server.probe();
        server.probe();
        assertThat(server.openness()).isEqualTo(Openness.CLOSED);
        try (Outage outage = probe.freeze()) {
            assertThatThrownBy(server::probe).isInstanceOf(DomainException.Unavailable.class);
            assertThat(told).last().satisfies(call -> {
                assertThat(call.answered()).isFalse();
                assertThat(Duration.ofNanos(call.nanos())).isGreaterThan(Duration.ofMillis(200));
            });
            await().until(() -> server.openness() == Openness.OPEN);
            int before = told.size();
            assertThatThrownBy(server::probe).isInstanceOf(DomainException.Unavailable.class);
            assertThat(told).hasSize(before);
        }
        await().ignoreException(DomainException.Unavailable.class).until(() -> {
            server.probe();
            return server.openness() == Openness.CLOSED;
        });
    }
}
