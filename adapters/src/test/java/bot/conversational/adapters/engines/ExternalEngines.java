package bot.conversational.adapters.engines;

import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * Engines that somebody else runs and the environment names: {@code TEST_POSTGRES_HOST, _PORT, _DB, _USER, _PASSWORD},
 * {@code TEST_REDIS_HOST, _PORT}, {@code TEST_ELASTICSEARCH_HOST, _PORT}. They are not ours to freeze, so tests that
 * would are aborted.
 */
record ExternalEngines(Map<String, String> environment) implements Engines.Source {

    @Override
    public Engines.Postgres postgres() {
        return new Engines.Postgres(
                value("TEST_POSTGRES_HOST", "localhost"),
                port("TEST_POSTGRES_PORT", "5432"),
                value("TEST_POSTGRES_DB", "conversational_bot"),
                value("TEST_POSTGRES_USER", "postgres"),
                value("TEST_POSTGRES_PASSWORD", ""),
                new NotOurs("PostgreSQL"));
    }

    @Override
    public Engines.Redis redis() {
        return new Engines.Redis(
                value("TEST_REDIS_HOST", "localhost"), port("TEST_REDIS_PORT", "6379"), new NotOurs("Redis"));
    }

    @Override
    public Engines.Elasticsearch elasticsearch() {
        return new Engines.Elasticsearch(
                value("TEST_ELASTICSEARCH_HOST", "localhost"),
                port("TEST_ELASTICSEARCH_PORT", "9200"),
                new NotOurs("Elasticsearch"));
    }

    private String value(String name, String usual) {
        return environment.getOrDefault(name, usual);
    }

    private int port(String name, String usual) {
        return Integer.parseInt(value(name, usual));
    }

    private record NotOurs(String engine) implements EngineControl {
        @Override
        public void pause() {
            throw refusal();
        }

        @Override
        public void resume() {
            throw refusal();
        }

        @Override
        public void kill() {
            throw refusal();
        }

        @Override
        public void restart() {
            throw refusal();
        }

        private TestAbortedException refusal() {
            return new TestAbortedException("The environment names the " + engine
                    + " to test against, so it is not ours to freeze or kill: unset TEST_..._HOST to run this test.");
        }
    }
}
