package bot.conversational.application.service;

import bot.conversational.adapters.engines.Engines;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/** What the engines themselves counted: statements of one database by their text, and calls of scripts in Redis. */
record Counts(Map<String, Long> statements, long redisRoundTrips) {

    /** Marks of statements that no caller waits for: the followers of the changes, and health checks. */
    private static final List<String> BACKGROUND = List.of(
            "change_cursors",
            "with changed as materialized",
            "change_partitions",
            "select version()",
            "revocations",
            "into nodes",
            "join nodes",
            "from nodes",
            " and stop_requested",
            "insert into turn_deltas",
            "ended_at <",
            "from erasures");

    private static final Pattern CALLS = Pattern.compile("^cmdstat_(?:evalsha|eval):calls=(\\d+)");

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
            // Every call of the service to Redis is a script. Reads from sockets would count new connections too, and
            // all commands those that scripts call.
            long scripts = redis.info("commandstats")
                    .lines()
                    .map(CALLS::matcher)
                    .filter(Matcher::find)
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .sum();
            return new Counts(calls, scripts);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was counted since. */
    Counts since(Counts before) {
        Map<String, Long> difference = new TreeMap<>();
        statements.forEach((query, calls) -> {
            long more = calls - before.statements.getOrDefault(query, 0L);
            if (more > 0 && BACKGROUND.stream().noneMatch(query::contains)) {
                difference.put(query, more);
            }
        });
        return new Counts(difference, redisRoundTrips - before.redisRoundTrips);
    }

    long total() {
        return statements.values().stream().mapToLong(Long::longValue).sum();
    }
}
