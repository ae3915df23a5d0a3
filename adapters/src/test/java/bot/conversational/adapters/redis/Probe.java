package bot.conversational.adapters.redis;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.domain.shared.Outage;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/** Looks at the server of the tests from the side, past the code under test. */
final class Probe implements AutoCloseable {

    private final Engines.Redis engine = Engines.redis();
    private final RedisClient client =
            RedisClient.builder().hostAndPort(engine.host(), engine.port()).build();

    RedisClient redis() {
        return client;
    }

    RedisSettings settings() {
        return RedisSettings.plain(engine.host(), engine.port());
    }

    /** For a minute: what tests leave behind goes by itself. */
    void set(String key, String value) {
        client.set(key, value, SetParams.setParams().px(60_000));
    }

    Outage freeze() {
        engine.pause();
        return engine::resume;
    }

    /** Runs something and counts the requests that reached the server for it, by its own count of reads. */
    long roundTrips(Runnable work) {
        long before = reads();
        work.run();
        return reads() - before - 1; // the second look is a request, too
    }

    private long reads() {
        return client.info("stats")
                .lines()
                .filter(line -> line.startsWith("total_reads_processed:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        client.close();
    }
}
