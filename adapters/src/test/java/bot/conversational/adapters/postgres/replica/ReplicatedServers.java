package bot.conversational.adapters.postgres.replica;

import bot.conversational.adapters.engines.PostgresStandby;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.cluster.InMemoryWrittenPositions;
import bot.conversational.domain.cluster.WrittenPositions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** A primary with the schema, its replica, and nodes that look at both as the service does. */
final class ReplicatedServers implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final long LOOK_MILLIS = 100;

    private final PostgresStandby servers = PostgresStandby.startReplica();
    private final InMemoryWrittenPositions positions = new InMemoryWrittenPositions();
    private final ScheduledExecutorService looks = Executors.newScheduledThreadPool(4);
    private final List<ReplicaReads> nodes = new ArrayList<>();

    ReplicatedServers() {
        TestDatabase.migrate(connections());
    }

    PostgresStandby servers() {
        return servers;
    }

    InMemoryWrittenPositions positions() {
        return positions;
    }

    /** The reads of another node. */
    ReplicaReads node(Duration longestLag) {
        return node(longestLag, positions.node());
    }

    ReplicaReads node(Duration longestLag, WrittenPositions noted) {
        ReplicaReads reads = new ReplicaReads(server(), noted, longestLag);
        nodes.add(reads);
        looks.scheduleWithFixedDelay(reads::lookAtReplica, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        looks.scheduleWithFixedDelay(reads::lookAtPrimary, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return reads;
    }

    ReplicaServer server() {
        return ReplicaServer.open(servers.standbyUrl(), servers.user(), "", CONNECTIONS);
    }

    /** To the primary, with the settings of the service. */
    PGSimpleDataSource connections() {
        return TestDatabase.server(servers.primaryUrl(), servers.user(), "");
    }

    @Override
    public void close() {
        looks.shutdownNow();
        nodes.forEach(ReplicaReads::close);
        servers.close();
    }
}
