package bot.conversational.application.wiring.capability;

import bot.conversational.application.config.TracingConfiguration;
import bot.conversational.application.health.ProcessMetrics;
import bot.conversational.application.http.metrics.RequestTracer;
import bot.conversational.application.http.metrics.RequestWatch;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.tracing.OpenTelemetryTracing;
import bot.conversational.application.tracing.Tracing;
import bot.conversational.domain.cluster.NodeId;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;

/** Traces, where somebody receives them. */
public final class TracingModule extends CapabilityModule {

    private final TracingConfiguration configuration;
    private final LifecycleEnvironment lifecycle;

    public TracingModule(TracingConfiguration configuration, LifecycleEnvironment lifecycle) {
        this.configuration = configuration;
        this.lifecycle = lifecycle;
    }

    @Override
    protected void configure() {
        provide(RequestTracer.class, Tracing.class, Tracing::requests);
        useCase(RequestWatch.class);
    }

    @Provides
    @Singleton
    Tracing tracing(NodeId self) {
        if (!configuration.isOn()) {
            return Tracing.NONE;
        }
        OpenTelemetryTracing tracing = new OpenTelemetryTracing(new OpenTelemetryTracing.Settings(
                configuration.endpoint(),
                configuration.headersByName(),
                configuration.ratio(),
                configuration.service(),
                self.name(),
                ProcessMetrics.version()));
        lifecycle.manage(new AutoCloseableManager(tracing));
        return tracing;
    }
}
