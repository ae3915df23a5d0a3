package bot.conversational.application.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatingTest {

    private static final Duration OFTEN = Duration.ofMillis(1);

    private final AtomicInteger times = new AtomicInteger();

    @Test
    void workShouldGoOnAfterAnError() throws Exception {
        BackgroundJob job = BackgroundJob.every("test", OFTEN, () -> {
            if (times.incrementAndGet() < 3) {
                throw new StackOverflowError("as a heap that is full for a moment throws one");
            }
        });
        assertThat(job.lives()).as("before the start").isTrue();
        job.start();
        await().until(() -> times.get() > 5);
        assertThat(job.lives()).isTrue();
        job.stop();
        assertThat(job.lives()).as("stopped, and not dead").isTrue();
    }

    @Test
    void jobShouldSayThatItsThreadHasDied() throws Exception {
        BackgroundJob job = BackgroundJob.every("test", OFTEN, () -> {
            times.incrementAndGet();
            Thread.currentThread().interrupt();
        });
        job.start();
        await().until(() -> !job.lives());
        assertThat(times.get()).isEqualTo(1);
    }
}
