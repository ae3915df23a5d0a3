package bot.conversational.application.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.config.Secret;
import bot.conversational.application.config.TracingConfiguration;
import bot.conversational.application.health.EngineCalls;
import bot.conversational.application.http.metrics.RequestTracer;
import bot.conversational.domain.llm.LanguageModel;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class TracingTest {

    @Test
    void everythingShouldStayAsItIsWithoutAReceiver() {
        Executor threads = Runnable::run;
        LanguageModel model = (prompt, deltas, stop) -> {
            throw new UnsupportedOperationException();
        };
        EngineCalls calls = (operation, well, nanos) -> {};

        assertThat(Tracing.NONE.following(threads)).isSameAs(threads);
        assertThat(Tracing.NONE.models(model)).isSameAs(model);
        assertThat(Tracing.NONE.calls("redis", calls)).isSameAs(calls);
        assertThat(Tracing.NONE.requests().begin(header -> null)).isSameAs(RequestTracer.Trace.NONE);
    }

    @Test
    void headersShouldBeReadAsOpenTelemetryWritesThem() {
        TracingConfiguration configuration =
                new TracingConfiguration("http://localhost:4318", new Secret("a=b=c, x-key = a%20b,,odd"), 1, "us");

        assertThat(configuration.isOn()).isTrue();
        assertThat(configuration.headersByName()).isEqualTo(Map.of("a", "b=c", "x-key", "a b"));
        assertThat(configuration.toString()).doesNotContain("a%20b");
        assertThat(new TracingConfiguration("", new Secret(""), 1, "us").isOn()).isFalse();
        assertThat(new TracingConfiguration("", new Secret(""), 1, "us").headersByName())
                .isEmpty();
    }
}
