package bot.conversational.benchmarks.load;

import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.Engines;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import redis.clients.jedis.UnifiedJedis;

/**
 * What the stores themselves counted, of everybody and everything.
 *
 * @param commits of all databases
 * @param walBytes of the write-ahead log
 * @param walSyncs times that it was forced to the disk
 * @param scripts that Redis ran
 */
public record StoreCounts(long commits, long walBytes, long walSyncs, long scripts) {

    private static final Pattern SCRIPTS = Pattern.compile("cmdstat_(?:evalsha|eval):calls=(\\d+)");

    public static StoreCounts now(Engines engines) {
        try (Connection connection = engines.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select sum(xact_commit) from pg_stat_database),
                               (select wal_bytes from pg_stat_wal), (select wal_sync from pg_stat_wal)
                        """);
                UnifiedJedis redis = engines.redis()) {
            row.next();
            long scripts = SCRIPTS.matcher(String.valueOf(redis.info("commandstats")))
                    .results()
                    .map(MatchResult::group)
                    .mapToLong(found -> Long.parseLong(found.substring(found.lastIndexOf('=') + 1)))
                    .sum();
            return new StoreCounts(row.getLong(1), row.getLong(2), row.getLong(3), scripts);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row of {@link #table}: what was counted since, for each good answer of a target. */
    public List<String> perAnswer(StoreCounts before, String name, Wrk.Seen seen) {
        return List.of(
                name,
                each(scripts - before.scripts, seen),
                each(commits - before.commits, seen),
                each(walSyncs - before.walSyncs, seen),
                each(walBytes - before.walBytes, seen));
    }

    public static Report.Table table(String title, List<List<String>> rows) {
        return new Report.Table(
                title, List.of("target", "scripts in Redis", "commits", "forced writes", "bytes of log"), rows);
    }

    private static String each(long count, Wrk.Seen seen) {
        return Spread.digits((double) count / Math.max(1, seen.good()));
    }
}
