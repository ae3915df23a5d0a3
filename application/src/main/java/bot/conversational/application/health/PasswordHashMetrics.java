package bot.conversational.application.health;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;

/** The hashing of passwords as Prometheus sees it: what log-ins cost, and that all who fail cost the same. */
public final class PasswordHashMetrics {

    private PasswordHashMetrics() {}

    public static void register(PrometheusRegistry registry, LongSupplier computed) {
        CounterWithCallback.builder()
                .name("password_hashes_total")
                .help("Passwords hashed to be kept or to be checked, also for accounts that do not exist.")
                .callback(counter -> counter.call(computed.getAsLong()))
                .register(registry);
    }
}
