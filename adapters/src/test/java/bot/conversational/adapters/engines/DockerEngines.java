package bot.conversational.adapters.engines;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.utility.MountableFile;

/** Engines in containers, with the configuration files of {@code infra}. They end with the test's JVM. */
final class DockerEngines implements Engines.Source {

    private static final String DATABASE = "conversational_bot";
    private static final String USER = "postgres";
    private static final String PASSWORD = "for-tests-only";

    private final Path infra = NativeEngines.projectRoot().resolve("infra");

    @Override
    public Engines.Postgres postgres() {
        // Over TCP: while the image sets the cluster up, its server listens to the socket only.
        Server server = new Server(
                "pgvector/pgvector:pg17", 5432, Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -d " + DATABASE));
        server.container
                .withEnv("POSTGRES_DB", DATABASE)
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withCopyFileToContainer(file("postgres/postgresql.conf"), "/etc/postgresql/postgresql.conf")
                .withCopyFileToContainer(file("postgres/create-database.sql"), "/opt/create-database.sql")
                .withCommand(
                        "postgres", "-c", "config_file=/etc/postgresql/postgresql.conf", "-c", "listen_addresses=*");
        server.container.start();
        createDatabase(server.container);
        return new Engines.Postgres(server.host(), server.port, DATABASE, USER, PASSWORD, server);
    }

    @Override
    public Engines.Redis redis() {
        Server server = new Server("redis:8", 6379, Wait.forSuccessfulCommand("redis-cli ping | grep PONG"));
        server.container
                .withCopyFileToContainer(file("redis/redis.conf"), "/etc/redis.conf")
                .withCommand("redis-server", "/etc/redis.conf", "--bind", "*", "--protected-mode", "no");
        server.container.start();
        return new Engines.Redis(server.host(), server.port, server);
    }

    @Override
    public Engines.Elasticsearch elasticsearch() {
        Server server = new Server(
                "elasticsearch:8.19.21", 9200, Wait.forHttp("/_cluster/health").forPort(9200));
        server.container
                .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m")
                .withEnv("network.host", "0.0.0.0")
                .withCopyFileToContainer(
                        file("elasticsearch/elasticsearch.yml"), "/usr/share/elasticsearch/config/elasticsearch.yml");
        server.container.start();
        return new Engines.Elasticsearch(server.host(), server.port, server);
    }

    private MountableFile file(String path) {
        return MountableFile.forHostPath(infra.resolve(path), 0644);
    }

    private static void createDatabase(GenericContainer<?> container) {
        try {
            ExecResult result = container.execInContainer(
                    "psql",
                    "-X",
                    "-q",
                    "-h",
                    "/var/run/postgresql",
                    "-U",
                    USER,
                    "-d",
                    USER,
                    "-v",
                    "user=" + USER,
                    "-v",
                    "database=" + DATABASE,
                    "-v",
                    "password=",
                    "-f",
                    "/opt/create-database.sql");
            if (result.getExitCode() != 0) {
                throw new IllegalStateException("The database could not be made:\n" + result.getStderr());
            }
        } catch (IOException e) {
            throw new IllegalStateException("The database could not be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the database was made", e);
        }
    }

    private static final class Server implements EngineControl {
        private final GenericContainer<?> container;
        private final WaitStrategy ready;
        private final int port;

        Server(String image, int innerPort, WaitStrategy ready) {
            this.container = new GenericContainer<>(image);
            this.ready = ready;
            // A port of our choice: one that Docker chooses changes when the container is started again.
            this.port = freePort();
            container.setPortBindings(List.of("127.0.0.1:" + port + ":" + innerPort));
            container.addExposedPort(innerPort);
            container.waitingFor(ready);
        }

        String host() {
            return container.getHost();
        }

        @Override
        public void pause() {
            docker().pauseContainerCmd(container.getContainerId()).exec();
        }

        @Override
        public void resume() {
            docker().unpauseContainerCmd(container.getContainerId()).exec();
        }

        @Override
        public void kill() {
            docker().killContainerCmd(container.getContainerId()).exec();
        }

        @Override
        public void restart() {
            docker().startContainerCmd(container.getContainerId()).exec();
            ready.waitUntilReady(container);
        }

        private DockerClient docker() {
            return container.getDockerClient();
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new IllegalStateException("There is no free port", e);
            }
        }
    }
}
