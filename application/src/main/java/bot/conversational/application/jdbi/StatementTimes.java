package bot.conversational.application.jdbi;

import bot.conversational.adapters.postgres.database.StatementNames;
import bot.conversational.application.health.EngineCalls;
import bot.conversational.application.health.MetricSource;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Times each statement by its {@linkplain StatementNames name}. All together have buckets. A statement by itself has
 * its count and sum only, since there are many.
 */
public final class StatementTimes implements SqlLogger, MetricSource {

    private static final String PREFIX = "postgresql.";

    private final Summary byStatement = Summary.builder()
            .name("postgresql_statement_duration_seconds")
            .help("Time of a statement, by its name, until its last row was read or it failed.")
            .labelNames("statement")
            .build();
    private final Map<String, Statement> statements = new ConcurrentHashMap<>();
    private final EngineCalls all;

    private StatementTimes(EngineCalls all) {
        this.all = all;
    }

    /**
     * Has every statement timed from now on.
     *
     * @param all is told of each, too
     */
    public static StatementTimes watch(Jdbi jdbi, EngineCalls all) {
        StatementTimes watching = new StatementTimes(all);
        jdbi.setSqlLogger(watching);
        return watching;
    }

    @Override
    public void register(PrometheusRegistry registry) {
        registry.register(byStatement);
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        ended(context, true);
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
        ended(context, false);
    }

    private void ended(StatementContext context, boolean well) {
        long nanos = context.getElapsedTime(ChronoUnit.NANOS);
        Statement statement = statements.computeIfAbsent(StatementNames.of(context.getRawSql()), this::statement);
        all.ended(statement.name(), well, nanos);
        statement.times().observe(nanos / 1e9);
    }

    private Statement statement(String full) {
        String name = full.startsWith(PREFIX) ? full.substring(PREFIX.length()) : full;
        return new Statement(name, byStatement.labelValues(name));
    }

    private record Statement(String name, DistributionDataPoint times) {}
}
