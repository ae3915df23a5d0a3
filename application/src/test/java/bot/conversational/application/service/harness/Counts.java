package bot.conversational.application.service.harness;

import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;

/**
 * What the engines themselves counted.
 *
 * @param statements of one database, by their text
 * @param redisRoundTrips calls of scripts
 * @param deltas statements that kept pieces of running answers
 * @param logged bytes in PostgreSQL's write-ahead log by the statements of turns
 */
public record Counts(Map<String, Long> statements, long redisRoundTrips, long deltas, long logged) {

    private static final String DELTAS = "insert into turn_deltas";

    /**
     * Marks of statements that no caller waits for: the followers of the changes, the upkeep of the index, metrics that
     * stores know, and health checks.
     */
    private static final List<String> BACKGROUND = List.of(
            "change_cursors",
            "with changed as materialized",
            "change_partitions",
            "as healthy",
            "from revocations",
            "update revocations",
            "into nodes",
            "join nodes",
            "from nodes",
            " and stop_requested",
            "as k (user_id, id)",
            DELTAS,
            "ended_at <",
            "from erasures",
            "deleted_conversations",
            "ends_at < now()",
            "from files f",
            "exports e",
            "update shares s",
            "copy_requests r",
            "imports i",
            "update imports",
            "from imports",
            "source_lineage",
            "walks",
            "select user_id, id, version",
            "select exists (select from changes",
            "m.id = any(",
            "from changed g",
            "embedded_conversations",
            "embedding_models m",
            "update embedded_users",
            "where u.id > ",
            "where limits_changed_at is not null",
            "delete from audit_log",
            "least(nullif(",
            "last_used_at < n.used_at",
            "select count(*) from dead_letters",
            "from embedding_dead_letters",
            "select from embedded_users",
            "from retention_receipts");

    private static final int QUIET_LOOKS = 3;
    private static final Pattern CALLS = Pattern.compile("^cmdstat_(?:evalsha|eval):calls=(\\d+)");

    public static Counts now(Deployment deployment) {
        Map<String, Long> statements = statements(deployment);
        return new Counts(statements, scripts(), of(DELTAS, statements), logged(deployment));
    }

    /** Returns when nothing has been counted for a while: what follows answers in the background is over. */
    public static void awaitSettled(Deployment deployment) {
        AtomicReference<Counts> last = new AtomicReference<>(now(deployment));
        AtomicInteger quiet = new AtomicInteger();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(25))
                .until(() -> {
                    Counts more = now(deployment);
                    Counts since = more.since(last.getAndSet(more));
                    return (since.total() + since.redisRoundTrips() == 0 ? quiet.incrementAndGet() : quiet.getAndSet(0))
                            >= QUIET_LOOKS;
                });
    }

    /** Statements only, which can be counted while Redis is away. */
    public static Map<String, Long> statements(Deployment deployment) {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            Map<String, Long> calls = new HashMap<>();
            try (ResultSet rows = statement.executeQuery("select query, calls from pg_stat_statements"
                    + " where dbid = (select oid from pg_database where datname = current_database())"
                    + " and query not like '%pg_stat_statements%'")) {
                while (rows.next()) {
                    calls.merge(rows.getString(1), rows.getLong(2), Long::sum);
                }
            }
            return calls;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Every call of the service to Redis is a script. Reads from sockets would count new connections too, and all commands
     * those that scripts call.
     */
    private static long scripts() {
        try (Jedis redis = new Jedis(Engines.redis().host(), Engines.redis().port())) {
            return redis.info("commandstats")
                    .lines()
                    .map(CALLS::matcher)
                    .filter(Matcher::find)
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .sum();
        }
    }

    /** What was counted since. */
    public Counts since(Counts before) {
        return new Counts(
                since(before.statements, statements),
                redisRoundTrips - before.redisRoundTrips,
                deltas - before.deltas,
                logged - before.logged);
    }

    /** The statements that somebody waited for, of those made between the two. */
    public static Map<String, Long> since(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> difference = new TreeMap<>();
        after.forEach((query, calls) -> {
            long more = calls - before.getOrDefault(query, 0L);
            if (more > 0 && BACKGROUND.stream().noneMatch(query::contains)) {
                difference.put(query, more);
            }
        });
        return difference;
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

    private static long logged(Deployment deployment) {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(sum(wal_bytes), 0) from pg_stat_statements"
                        + " where dbid = (select oid from pg_database where datname = current_database())"
                        + " and query ~ 'insert into (messages|turns|turn_deltas)'")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
