package bot.conversational.application.jdbi;

import bot.conversational.application.health.MetricSource;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.dropwizard.lifecycle.JettyManaged;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pools of connections to PostgreSQL, each by its name: all that end with the service. */
public final class PoolMetrics implements MetricSource {

    private static final String POOL = "pool_name";

    private final LifecycleEnvironment lifecycle;

    public PoolMetrics(LifecycleEnvironment lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void register(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("db_client_connections_usage")
                .help("Connections of the pool, by whether a call uses them.")
                .labelNames(POOL, "state")
                .callback(gauge -> each((name, pool) -> {
                    gauge.call(pool.getActiveConnections(), name, "used");
                    gauge.call(pool.getIdleConnections(), name, "idle");
                }))
                .register(registry);
        GaugeWithCallback.builder()
                .name("db_client_connections_max")
                .help("Connections that the pool may have.")
                .labelNames(POOL)
                .callback(gauge -> pools(source -> gauge.call(source.getMaximumPoolSize(), source.getPoolName())))
                .register(registry);
        GaugeWithCallback.builder()
                .name("db_client_connections_pending_requests")
                .help("Calls that wait for a connection of the pool.")
                .labelNames(POOL)
                .callback(gauge -> each((name, pool) -> gauge.call(pool.getThreadsAwaitingConnection(), name)))
                .register(registry);
    }

    private void each(BiConsumer<String, HikariPoolMXBean> what) {
        pools(source -> {
            @Nullable HikariPoolMXBean pool = source.getHikariPoolMXBean();
            if (pool != null) {
                what.accept(source.getPoolName(), pool);
            }
        });
    }

    private void pools(Consumer<HikariDataSource> what) {
        lifecycle.getManagedObjects().forEach(managed -> {
            if (managed instanceof JettyManaged it && it.getManaged() instanceof HikariDataSource source) {
                what.accept(source);
            }
        });
    }
}
