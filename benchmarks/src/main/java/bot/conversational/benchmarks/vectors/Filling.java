package bot.conversational.benchmarks.vectors;

import bot.conversational.benchmarks.load.Cpu;
import bot.conversational.benchmarks.report.Report;
import bot.conversational.benchmarks.report.Spread;
import bot.conversational.benchmarks.stack.ChildProcess;
import bot.conversational.benchmarks.stack.Engines;
import bot.conversational.benchmarks.stack.Service;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** What the service takes to embed what is there, of one passage each. */
public final class Filling {

    private static final Duration AT_MOST = Duration.ofMinutes(20);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Engines engines;
    private final String database;

    public Filling(Engines engines, String database) {
        this.engines = engines;
        this.database = database;
        engines.execute(database, "create extension if not exists pg_stat_statements");
    }

    private record Moment(long nanos, double cpu, double passages) {}

    /** Waits until all have their passages. The first tenth does not count: the node starts and compiles. */
    public Report.Table measure(Service.Node node) {
        double all = number("select count(*) from messages");
        Moment begin = await(node, all / 10);
        Moment end = await(node, all);
        double passages = end.passages() - begin.passages();
        double seconds = (end.nanos() - begin.nanos()) / 1e9;
        double cpu = end.cpu() - begin.cpu();
        double words = number("select avg(cardinality(string_to_array(content, ' '))) from messages");
        engines.execute(database, "vacuum analyze");
        return new Report.Table(
                "Filling, %.0f messages of %.0f words".formatted(all, words),
                List.of("what", "seen"),
                List.of(
                        List.of("messages a second", Spread.digits(passages / seconds)),
                        List.of("processors of the service", Spread.digits(cpu / seconds)),
                        List.of("its processor time, ms a message", Spread.digits(cpu * 1e3 / passages)),
                        List.of("ms a word", Spread.digits(cpu * 1e3 / passages / words)),
                        List.of("its memory, MB", Spread.digits(Cpu.residentBytes(node.pid()) / 1e6)),
                        List.of("the statement that keeps, ms a row", Spread.digits(kept("total_exec_time"))),
                        List.of("bytes of log a row", Spread.digits(kept("wal_bytes")))));
    }

    private Moment await(Service.Node node, double passages) {
        long last = System.nanoTime() + AT_MOST.toNanos();
        while (System.nanoTime() < last) {
            double now = number("select count(*) from passages");
            if (now >= passages) {
                return new Moment(System.nanoTime(), Cpu.seconds(node.pid()), now);
            }
            ChildProcess.pause(LOOK);
        }
        throw new IllegalStateException("messages are not embedded still, " + AT_MOST + " later");
    }

    /** Of the statement that keeps vectors, for each row. */
    private double kept(String column) {
        return number("select sum(" + column + ") / (select count(*) from passages) from pg_stat_statements"
                + " where query like '%insert into passages%' and query not like '%pg_stat_statements%'"
                + " and dbid = (select oid from pg_database where datname = current_database())");
    }

    private double number(String sql) {
        try (Connection connection = engines.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
