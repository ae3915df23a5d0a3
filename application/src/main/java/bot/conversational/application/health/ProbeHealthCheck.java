package bot.conversational.application.health;

import com.codahale.metrics.health.HealthCheck;

/** A health check that is one question. It shows a message only: traces belong into the log. */
public final class ProbeHealthCheck extends HealthCheck {

    private final HealthProbe probe;

    public ProbeHealthCheck(HealthProbe probe) {
        this.probe = probe;
    }

    @Override
    protected Result check() {
        try {
            return Result.healthy(probe.question().call());
        } catch (Exception e) {
            return Result.unhealthy(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }
}
