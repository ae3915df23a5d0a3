package bot.conversational.application.transfer.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ImportPaceTest {

    private static final Duration WORKED = Duration.ofMillis(100);

    private final AtomicLong calls = new AtomicLong(1_000);
    private final AtomicLong now = new AtomicLong();
    private final ImportPace pace = new ImportPace(calls::get, now::get);

    private Duration rest(int more) {
        calls.addAndGet(more);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        return pace.after(WORKED);
    }

    @Test
    void importShouldRestLittleWhileFewCall() {
        assertThat(rest(0)).isEqualTo(Duration.ofMillis(10));
        assertThat(rest(20)).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void importShouldRestLongWhileManyCallAndNoLonger() {
        assertThat(rest(21)).isEqualTo(Duration.ofMillis(1_500));
        assertThat(pace.after(Duration.ofMinutes(1))).as("no call since").isEqualTo(Duration.ofSeconds(5));
        assertThat(rest(0)).isEqualTo(Duration.ofMillis(10));
    }
}
