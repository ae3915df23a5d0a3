package bot.conversational.adapters.engines;

import org.testcontainers.DockerClientFactory;

/**
 * The engines of a build, each made ready on first use. Where it comes from, first wins:
 *
 * <ol>
 *   <li>the environment: {@code TEST_POSTGRES_HOST}, {@code TEST_REDIS_HOST}, {@code TEST_ELASTICSEARCH_HOST}, see
 *       {@link ExternalEngines};
 *   <li>a container, where a Docker engine answers, see {@link DockerEngines};
 *   <li>a native server, see {@link NativeEngines}.
 * </ol>
 *
 * A test never goes without: an engine that cannot be had is an error that says why.
 */
public final class Engines {

    /** PostgreSQL with pgvector; the user may create schemas and extensions. */
    public record Postgres(String host, int port, String database, String user, String password, EngineControl power)
            implements Engine {
        public String jdbcUrl() {
            return "jdbc:postgresql://" + host + ":" + port + "/" + database;
        }
    }

    public record Redis(String host, int port, EngineControl power) implements Engine {}

    public record Elasticsearch(String host, int port, EngineControl power) implements Engine {}

    /** A way to come by the engines. */
    interface Source {
        Postgres postgres();

        Redis redis();

        Elasticsearch elasticsearch();
    }

    private Engines() {}

    public static Postgres postgres() {
        return PostgresHolder.ENGINE;
    }

    public static Redis redis() {
        return RedisHolder.ENGINE;
    }

    public static Elasticsearch elasticsearch() {
        return ElasticsearchHolder.ENGINE;
    }

    // Holders: started by the first who asks, once, and one that failed is not tried again by every test class.

    private static final class PostgresHolder {
        static final Postgres ENGINE = source("POSTGRES").postgres();
    }

    private static final class RedisHolder {
        static final Redis ENGINE = source("REDIS").redis();
    }

    private static final class ElasticsearchHolder {
        static final Elasticsearch ENGINE = source("ELASTICSEARCH").elasticsearch();
    }

    private static Source source(String engine) {
        if (System.getenv("TEST_" + engine + "_HOST") != null) {
            return new ExternalEngines(System.getenv());
        }
        return DockerClientFactory.instance().isDockerAvailable() ? new DockerEngines() : new NativeEngines();
    }
}
