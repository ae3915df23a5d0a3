package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.ReverseProxy;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two nodes behind each proxy are restarted, one after the other, while users talk, listen to streams and read, and never try
 * a call again. Prints what was seen.
 */
@Tag("alone")
class RollingRestartIT {

    private static final int USERS = 8;

    /** Between restarts. */
    private static final int CALLS = Integer.getInteger("scale.calls", 60);

    /** Without the time of the answer itself: three seconds, where nothing else runs. */
    private static final Duration SLOWEST = Duration.ofSeconds(Integer.getInteger("scale.slowest", 12));

    @ParameterizedTest
    @EnumSource(ReverseProxy.Kind.class)
    void usersShouldNotNoticeThatEachNodeIsRestarted(ReverseProxy.Kind kind) throws Exception {
        try (ScriptedModelServer model = new ScriptedModelServer()) {
            Map<String, String> values = new HashMap<>(model.environment());
            values.put("TRUSTED_PROXIES", "127.0.0.1");
            // As balancers need it; other tests have none.
            values.put("JDK_JAVA_OPTIONS", "-Ddw.health.shutdownWaitPeriod=2s");
            Deployment deployment = Deployment.fresh(values);
            ServiceProcess first = deployment.start();
            ServiceProcess second = deployment.start();
            ProxiedUsers users;
            try (ReverseProxy proxy = ReverseProxy.start(kind, List.of(first.port(), second.port()))) {
                users = new ProxiedUsers(first, proxy.address(), USERS);
                try (users) {
                    awaitMore(users);
                    first = first.restart();
                    awaitMore(users);
                    second = second.restart();
                    awaitMore(users);
                }
            }
            System.out.printf("%s: %s%n", kind, users);
            users.assertKept(first);
            assertThat(users.failures()).isEmpty();
            assertThat(users.slowest()).isLessThan(SLOWEST);
            first.close();
            second.close();
        }
    }

    private static void awaitMore(ProxiedUsers users) {
        int wanted = users.calls() + CALLS;
        await().atMost(Duration.ofMinutes(3)).until(() -> users.calls() >= wanted);
    }
}
