package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.ReverseProxy;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.PreviousRelease;
import bot.conversational.application.service.harness.ScriptedModelServer;
import bot.conversational.application.service.harness.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two nodes of the previous release behind HAProxy, on one schema, that users call while each becomes this version. */
final class RollingUpgrade implements AutoCloseable {

    private static final Duration SOON = Duration.ofMinutes(3);

    private final ScriptedModelServer model;
    private final Deployment before;
    private final Deployment after;
    private final List<ServiceProcess> nodes = new ArrayList<>();
    private final ReverseProxy proxy;
    private final ProxiedUsers users;

    RollingUpgrade(int people) throws Exception {
        PreviousRelease previous = PreviousRelease.find();
        model = new ScriptedModelServer();
        Map<String, String> values = new HashMap<>(model.environment());
        values.put("TRUSTED_PROXIES", "127.0.0.1");
        // As balancers need it; other tests have none.
        values.put("JDK_JAVA_OPTIONS", "-Ddw.health.shutdownWaitPeriod=2s");
        before = Deployment.of(previous, values);
        after = before.thisVersion();
        nodes.add(before.start());
        nodes.add(before.start());
        proxy = ReverseProxy.start(
                ReverseProxy.Kind.HAPROXY,
                List.of(nodes.get(0).port(), nodes.get(1).port()));
        users = new ProxiedUsers(nodes.getFirst(), proxy.address(), people);
    }

    /** The migrations of this version, while nodes of the previous one serve. */
    void migrate() {
        after.command("db", "migrate", "config.yml").endsWith(0);
    }

    /** One node becomes this version. */
    void roll(int node) {
        nodes.set(node, after.replace(nodes.get(node)));
    }

    /** Ends a node by a signal; it comes back as it was. */
    void endAndRestart(int node, EndingSignal signal) {
        ServiceProcess ended = nodes.get(node);
        if (signal == EndingSignal.KILL) {
            ended.kill();
        }
        nodes.set(node, ended.restart());
    }

    /** How a node ends. */
    enum EndingSignal {
        TERM,
        KILL
    }

    void awaitCalls(int more) {
        int wanted = users.calls() + more;
        await().atMost(SOON).until(() -> users.calls() >= wanted);
    }

    /** Until that many calls came one after the other without a failure. */
    void awaitCallsThatSucceed(int more) {
        int[] failedAt = {users.failures().size(), users.calls()};
        await().atMost(SOON).until(() -> {
            int failed = users.failures().size();
            if (failed != failedAt[0]) {
                failedAt[0] = failed;
                failedAt[1] = users.calls();
            }
            return users.calls() - failedAt[1] >= more;
        });
    }

    /** Has the users end their calls, and checks what they were told was kept. */
    ProxiedUsers end() throws InterruptedException {
        users.close();
        users.assertKept(nodes.getFirst());
        assertThat(nodes)
                .allMatch(node -> node.api().get("/health-check?type=ready").status() == 200);
        return users;
    }

    @Override
    public void close() throws Exception {
        users.close();
        proxy.close();
        nodes.forEach(ServiceProcess::close);
        model.close();
    }
}
