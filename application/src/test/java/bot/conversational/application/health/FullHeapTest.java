package bot.conversational.application.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FullHeapTest {

    private double filled = 0.99;
    private long seconds;
    private final FullHeap heap = new FullHeap(() -> filled, () -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void heapShouldBeDeadWhenItStaysFull() {
        assertThat(heap.lives()).isTrue();
        seconds += 59;
        assertThat(heap.lives()).isTrue();
        seconds += 1;
        assertThat(heap.lives()).isFalse();
    }

    @Test
    void heapShouldLiveWhenItIsFullNowAndThen() {
        assertThat(heap.lives()).isTrue();
        seconds += 50;
        filled = 0.5;
        assertThat(heap.lives()).isTrue();
        seconds += 50;
        filled = 0.99;
        assertThat(heap.lives()).isTrue();
    }

    @Test
    void heapOfTheTestsShouldLive() {
        assertThat(new FullHeap().lives()).isTrue();
    }
}
