package bot.conversational.application.http.metrics;

import bot.conversational.application.health.MetricSource;
import bot.conversational.domain.shared.DomainException;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Supplier;

/** Who is let in: decisions of limits, and log-ins by their outcome. */
public final class AccessCounts implements MetricSource {

    private static final String LOG_IN = "login";
    private static final String REGISTRATION = "register";
    private static final String[] LOG_IN_OUTCOMES = {"succeeded", "refused", "limited", "failed"};

    private final Counter decisions = Counter.builder()
            .name("rate_limit_decisions_total")
            .help("Calls that a limit allowed or refused, by the limit.")
            .labelNames("limit", "decision")
            .build();
    private final Counter logIns = Counter.builder()
            .name("log_ins_total")
            .help("Log-ins by their outcome. Refused: address or password is wrong. Failed: a store was unavailable.")
            .labelNames("outcome")
            .build();

    public AccessCounts() {
        for (String outcome : LOG_IN_OUTCOMES) {
            logIns.initLabelValues(outcome);
        }
    }

    @Override
    public void register(PrometheusRegistry registry) {
        registry.register(decisions);
        registry.register(logIns);
    }

    /** The decisions of a limit; to be kept by whom takes them. */
    public Decisions of(String limit) {
        return new Decisions(decisions.labelValues(limit, "allowed"), decisions.labelValues(limit, "refused"));
    }

    /** Tries to log somebody in. */
    public <T> T logIn(Supplier<T> call) {
        Decisions limit = of(LOG_IN);
        String outcome = "failed";
        try {
            T opened = limit.counting(call);
            outcome = "succeeded";
            return opened;
        } catch (DomainException.Unauthenticated wrong) {
            outcome = "refused";
            throw wrong;
        } catch (DomainException.LimitExceeded tooMany) {
            outcome = "limited";
            throw tooMany;
        } finally {
            logIns.labelValues(outcome).inc();
        }
    }

    /** Tries to open an account. */
    public <T> T registration(Supplier<T> call) {
        return of(REGISTRATION).counting(call);
    }

    /** Of one limit. */
    public record Decisions(CounterDataPoint allowed, CounterDataPoint refused) {

        /** Counts a decision. */
        public void decided(boolean isAllowed) {
            (isAllowed ? allowed : refused).inc();
        }

        /** Counts the decision that the call turns out to be. */
        public <T> T counting(Supplier<T> call) {
            try {
                T result = call.get();
                allowed.inc();
                return result;
            } catch (DomainException.LimitExceeded tooMany) {
                refused.inc();
                throw tooMany;
            } catch (DomainException other) {
                allowed.inc();
                throw other;
            }
        }
    }
}
