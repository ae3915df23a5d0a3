package bot.conversational.adapters.postgres.replica;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.cluster.LogPosition;
import org.junit.jupiter.api.Test;

class WalPositionTest {

    @Test
    void placesShouldHaveTheOrderOfTheLog() {
        assertThat(position(1, "0/9")).isLessThan(position(1, "0/10"));
        assertThat(position(1, "0/FFFFFFFF")).isLessThan(position(1, "1/0"));
        assertThat(position(9, "9/A")).isLessThan(position(10, "9/A"));
        assertThat(position(255, "FFFFFFFF/FFFFFFFF")).isLessThan(LogPosition.UNKNOWN);
    }

    @Test
    void placeOfAnEarlierTimelineShouldComeFirst() {
        assertThat(position(1, "2/0")).isLessThan(position(2, "1/0"));
    }

    @Test
    void placeShouldBeReadAsItWasWritten() {
        WalPosition read = WalPosition.of(position(11, "16/B374D848"));
        assertThat(read.timeline()).isEqualTo(11);
        assertThat(read.lsn()).isEqualTo("00000016/b374d848");
    }

    private static LogPosition position(int timeline, String lsn) {
        return new WalPosition(timeline, lsn).asPosition();
    }
}
