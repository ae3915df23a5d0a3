package bot.conversational.application.health;

import io.dropwizard.health.HealthEnvironment;
import io.dropwizard.health.HealthStateView;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the port that users call when the node is ready: a balancer that does not ask for health sends calls as soon as a
 * port is open, and they would wait for a node that is still starting. The admin port is open from the beginning. So is
 * this one after a while in any case: where a store is unavailable callers are told so.
 */
public final class OpenWhenReady implements LifeCycle.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(OpenWhenReady.class);

    /** Dropwizard's name of the port that users call. */
    private static final String APPLICATION = "application";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 20;

    private final HealthEnvironment health;
    private volatile Connector[] connectors = {};

    public OpenWhenReady(HealthEnvironment health) {
        this.health = health;
    }

    @Override
    public void lifeCycleStarting(LifeCycle starting) {
        Server server = (Server) starting;
        connectors = server.getConnectors();
        for (Connector connector : connectors) {
            if (isLate(connector)) {
                // Dropwizard has opened it: a port that another has ends the start.
                ((ServerConnector) connector).close();
            }
        }
        server.setConnectors(Arrays.stream(connectors).filter(it -> !isLate(it)).toArray(Connector[]::new));
    }

    private static boolean isLate(Connector connector) {
        return connector instanceof ServerConnector && APPLICATION.equals(connector.getName());
    }

    @Override
    public void lifeCycleStarted(LifeCycle started) {
        Thread.ofVirtual().name("open-when-ready").start(() -> open((Server) started));
    }

    private void open(Server server) {
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isReady() && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            if (server.isStarted()) {
                server.setConnectors(connectors);
                for (Connector connector : connectors) {
                    if (isLate(connector)) {
                        openAgain((ServerConnector) connector);
                        connector.start();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | Error e) {
            LOG.error("the port that users call cannot be opened: the node ends", e);
            System.exit(1);
        }
    }

    /** With a new channel: the connector would take the closed one for open. */
    private static void openAgain(ServerConnector connector) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, connector.getReuseAddress());
        InetSocketAddress address = connector.getHost() == null
                ? new InetSocketAddress(connector.getPort())
                : new InetSocketAddress(connector.getHost(), connector.getPort());
        channel.bind(address, connector.getAcceptQueueSize());
        connector.open(channel);
    }

    private boolean isReady() {
        return health.healthStateAggregator().healthStateViews().stream()
                .filter(HealthStateView::isCritical)
                .allMatch(HealthStateView::isHealthy);
    }
}
