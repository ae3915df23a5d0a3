package bot.conversational.application.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LivenessTest {

    private boolean lives = true;
    private final Liveness liveness =
            new Liveness(List.of(new Essential("a thread", () -> lives), new Essential("another", () -> true)));

    @Test
    void processShouldBeDeadWhenSomethingEssentialIs() {
        assertThat(liveness.call()).isNotEmpty();
        lives = false;
        assertThatThrownBy(liveness::call).hasMessage("dead: a thread");
    }
}
