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

/**
 * What the engines themselves counted.
 *
 * @param statements of one database, by their text
 * @param redisRoundTrips calls of scripts
 * @param deltas statements that kept pieces of running answers
 * @param logged bytes in PostgreSQL's write-ahead log, by whomever
 */
public record Counts(Map<String, Long> statements, long redisRoundTrips, long deltas, long logged) {

    private static final String DELTAS = "insert into turn_deltas";

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
            "as k (user_id, id)",
            DELTAS,
            "ended_at <",
            "from erasures");

    private static final Pattern CALLS = Pattern.compile("^cmdstat_(?:evalsha|eval):calls=(\\d+)");

    public static Counts now(Deployment deployment) {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                Jedis redis = new Jedis(Engines.redis().host(), Engines.redis().port())) {
            statement.execute("create extension if not exists pg_stat_statements");
            Map<String, Long> calls = new HashMap<>();
            try (ResultSet rows = statement.executeQuery("select query, calls from pg_stat_statements"
                    + " where dbid = (select oid from pg_database where datname = current_database())"
                    + " and query not like '%pg_stat_statements%' and query not like '%pg_current_wal%'")) {
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
            return new Counts(calls, scripts, of(DELTAS, calls), logged(statement));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was counted since. */
    public Counts since(Counts before) {
        Map<String, Long> difference = new TreeMap<>();
        statements.forEach((query, calls) -> {
            long more = calls - before.statements.getOrDefault(query, 0L);
            if (more > 0 && BACKGROUND.stream().noneMatch(query::contains)) {
                difference.put(query, more);
            }
        });
        return new Counts(
                difference, redisRoundTrips - before.redisRoundTrips, deltas - before.deltas, logged - before.logged);
    }

    public long total() {
        return statements.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many of the statements had something in their text. */
    public long of(String mark) {
        return of(mark, statements);
    }

    private static long of(String mark, Map<String, Long> calls) {
        return calls.entrySet().stream()
                .filter(call -> call.getKey().contains(mark))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static long logged(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return row.getLong(1);
        }
    }
}
