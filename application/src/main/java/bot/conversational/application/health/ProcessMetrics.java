package bot.conversational.application.health;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Optional;

/** The JVM and its process, and which build of the service runs. */
public final class ProcessMetrics implements MetricSource {

    @Override
    public void register(PrometheusRegistry registry) {
        JvmMetrics.builder().register(registry);
        Info build = Info.builder()
                .name("conversational_bot_build_info")
                .help("The version of the service, always 1.")
                .labelNames("version")
                .register(registry);
        build.setLabelValues(version());
    }

    /** Of the service. A jar has it in its manifest; classes in a folder have none. */
    public static String version() {
        return Optional.ofNullable(ProcessMetrics.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }
}
