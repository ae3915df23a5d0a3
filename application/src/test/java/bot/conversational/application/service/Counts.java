package bot.conversational.application.service;

import bot.conversational.adapters.engines.Engines;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/** What the engines themselves counted: statements of one database by their text, and reads from Redis' clients. */
record Counts(Map<String, Long> statements, long redisRoundTrips) {

    static Counts now(Deployment deployment) {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                Jedis redis = new Jedis(Engines.redis().host(), Engines.redis().port())) {
            statement.execute("create extension if not exists pg_stat_statements");
            Map<String, Long> calls = new HashMap<>();
            try (ResultSet rows = statement.executeQuery("select query, calls from pg_stat_statements"
                    + " where dbid = (select oid from pg_database where datname = current_database())"
                    + " and query not like '%pg_stat_statements%'")) {
                while (rows.next()) {
                    calls.merge(rows.getString(1), rows.getLong(2), Long::sum);
                }
            }
            // Commands that scripts call are counted as commands too: what a client sends is counted by reads. Each
            // node asks once a second whether Redis is there: those are not counted.
            String stats = redis.info("everything");
            long reads = number(stats, "total_reads_processed:(\\d+)");
            return new Counts(calls, reads - number(stats, "cmdstat_ping:calls=(\\d+)"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(String stats, String pattern) {
        return Pattern.compile(pattern)
                .matcher(stats)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    /** What was counted since, without the statements that run in the background anyway. */
    Counts since(Counts before, Set<String> background) {
        Map<String, Long> difference = new TreeMap<>();
        statements.forEach((query, calls) -> {
            long more = calls - before.statements.getOrDefault(query, 0L);
            if (more > 0 && !background.contains(query)) {
                difference.put(query, more);
            }
        });
        return new Counts(difference, redisRoundTrips - before.redisRoundTrips);
    }

    long total() {
        return statements.values().stream().mapToLong(Long::longValue).sum();
    }
}
