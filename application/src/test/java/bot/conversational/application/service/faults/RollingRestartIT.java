package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.ReverseProxy;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two nodes behind each proxy are restarted, one after the other, while users talk, listen to streams and read, and never try
 * a call again. Prints what was seen.
 */
@Tag("alone")
class RollingRestartIT {

    /** Behind each proxy. */
    private static final int USERS = Integer.getInteger("scale.users", 4);

    /** Between restarts, through each proxy. */
    private static final int CALLS = Integer.getInteger("scale.calls", 60) / 2;

    /** Without the time of the answer itself: three seconds, where nothing else runs. */
    private static final Duration SLOWEST = Duration.ofSeconds(Integer.getInteger("scale.slowest", 12));

    private final Map<ReverseProxy.Kind, ProxiedUsers> users = new EnumMap<>(ReverseProxy.Kind.class);

    @Test
    void usersShouldNotNoticeThatEachNodeIsRestarted() throws Exception {
        try (ScriptedModelServer model = new ScriptedModelServer()) {
            Map<String, String> values = new HashMap<>(model.environment());
            values.put("TRUSTED_PROXIES", "127.0.0.1");
            // As balancers need it; other tests have none.
            values.put("JDK_JAVA_OPTIONS", "-Ddw.health.shutdownWaitPeriod=2s");
            Deployment deployment = Deployment.fresh(values);
            ServiceProcess first = deployment.start();
            ServiceProcess second = deployment.start();
            List<Integer> ports = List.of(first.port(), second.port());
            try (ReverseProxy haproxy = ReverseProxy.start(ReverseProxy.Kind.HAPROXY, ports);
                    ReverseProxy nginx = ReverseProxy.start(ReverseProxy.Kind.NGINX, ports);
                    ProxiedUsers some = new ProxiedUsers(first, haproxy.address(), USERS);
                    ProxiedUsers others = new ProxiedUsers(first, nginx.address(), USERS)) {
                users.put(ReverseProxy.Kind.HAPROXY, some);
                users.put(ReverseProxy.Kind.NGINX, others);
                awaitMore();
                first = first.restart();
                awaitMore();
                second = second.restart();
                awaitMore();
            }
            for (Map.Entry<ReverseProxy.Kind, ProxiedUsers> behind : users.entrySet()) {
                System.out.printf("%s: %s%n", behind.getKey(), behind.getValue());
                behind.getValue().assertKept(first);
                assertThat(behind.getValue().failures()).isEmpty();
                assertThat(behind.getValue().slowest()).isLessThan(SLOWEST);
            }
            first.close();
            second.close();
        }
    }

    private void awaitMore() {
        Map<ProxiedUsers, Integer> wanted =
                users.values().stream().collect(Collectors.toMap(it -> it, it -> it.calls() + CALLS));
        await().atMost(Duration.ofMinutes(3))
                .until(() ->
                        wanted.entrySet().stream().allMatch(it -> it.getKey().calls() >= it.getValue()));
    }
}
