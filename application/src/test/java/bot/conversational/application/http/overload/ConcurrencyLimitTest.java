package bot.conversational.application.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

    private final ConcurrencyLimit workload = new ConcurrencyLimit(1);

    @Test
    void callBeyondTheMostShouldBeRefusedUntilOneLeaves() {
        assertThat(workload.enter()).isTrue();
        assertThat(entersElsewhere()).isFalse();
        workload.leave();
        assertThat(entersElsewhere()).isTrue();
    }

    @Test
    void leavingTwiceShouldMakeRoomForOneOnly() {
        workload.enter();
        workload.leave();
        workload.leave();
        assertThat(entersElsewhere()).isTrue();
        assertThat(entersElsewhere()).isFalse();
    }

    @Test
    void callThatWasRefusedShouldLeaveNothing() {
        assertThat(entersElsewhere()).isTrue();
        assertThat(workload.enter()).isFalse();
        workload.leave();
        assertThat(entersElsewhere()).isFalse();
    }

    private boolean entersElsewhere() {
        return CompletableFuture.supplyAsync(
                        workload::enter, command -> Thread.ofVirtual().start(command))
                .join();
    }
}
