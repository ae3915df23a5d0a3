package bot.conversational.application.cli;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The bar that a long command shows: how much is done, how fast it goes, and when it will be over. */
final class Progress {

    private Progress() {}

    /** @param unit of the count, such as {@code conversations} */
    static ProgressBar of(String task, String unit, long total) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .setEtaFunction(state -> eta(state.getCurrent(), state.getMax(), state.getElapsedAfterStart()))
                .build();
    }

    private static java.util.Optional<Duration> eta(long done, long total, Duration elapsed) {
        return done <= 0 || total <= 0
                ? java.util.Optional.empty()
                : java.util.Optional.of(
                        elapsed.multipliedBy(Math.max(0, total - done)).dividedBy(done));
    }
}
