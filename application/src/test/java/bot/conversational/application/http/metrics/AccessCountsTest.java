package bot.conversational.application.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.application.turns.MeasuredTokenBudget;
import bot.conversational.domain.chat.generation.Spent;
import bot.conversational.domain.chat.generation.TokenBudget;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AccessCountsTest {

    private final AccessCounts counts = new AccessCounts();
    private final PrometheusRegistry registry = new PrometheusRegistry();

    AccessCountsTest() {
        counts.register(registry);
    }

    @Test
    void eachLogInShouldCountByItsOutcome() {
        assertThat(counts.logIn(() -> "opened")).isEqualTo("opened");
        fails(new DomainException.Unauthenticated("wrong"));
        fails(new DomainException.LimitExceeded("too many", Duration.ofSeconds(1)));
        fails(new DomainException.LimitExceeded("too many", Duration.ofSeconds(1)));
        fails(new DomainException.Unavailable("gone", null));

        assertThat(value("log_ins", Labels.of("outcome", "succeeded"))).isEqualTo(1);
        assertThat(value("log_ins", Labels.of("outcome", "refused"))).isEqualTo(1);
        assertThat(value("log_ins", Labels.of("outcome", "limited"))).isEqualTo(2);
        assertThat(value("log_ins", Labels.of("outcome", "failed"))).isEqualTo(1);
        assertThat(value("rate_limit_decisions", Labels.of("limit", "login", "decision", "refused")))
                .isEqualTo(2);
        assertThat(value("rate_limit_decisions", Labels.of("limit", "login", "decision", "allowed")))
                .isEqualTo(3);
    }

    @Test
    void tokensOfTheDayShouldCountAsALimit() {
        TokenBudget hundred = new TokenBudget() {
            @Override
            public boolean reserve(UserId user, LocalDate day, Spent amount, Spent limit) {
                return amount.tokens() <= limit.tokens();
            }

            @Override
            public void settle(UserId user, LocalDate day, Spent difference) {}
        };
        TokenBudget measured = new MeasuredTokenBudget(hundred, counts);
        UserId user = new UserId(UUID.randomUUID());
        Spent limit = new Spent(100, 0);

        assertThat(measured.reserve(user, LocalDate.EPOCH, new Spent(10, 0), limit))
                .isTrue();
        assertThat(measured.reserve(user, LocalDate.EPOCH, new Spent(200, 0), limit))
                .isFalse();

        assertThat(value("rate_limit_decisions", Labels.of("limit", "tokens", "decision", "allowed")))
                .isEqualTo(1);
        assertThat(value("rate_limit_decisions", Labels.of("limit", "tokens", "decision", "refused")))
                .isEqualTo(1);
    }

    private void fails(DomainException failure) {
        Supplier<String> call = () -> {
            throw failure;
        };
        assertThatThrownBy(() -> counts.logIn(call)).isSameAs(failure);
    }

    private double value(String name, Labels labels) {
        return registry.scrape(name::equals).get(0).getDataPoints().stream()
                .filter(point -> point.getLabels().equals(labels))
                .mapToDouble(point -> ((CounterDataPointSnapshot) point).getValue())
                .sum();
    }
}
