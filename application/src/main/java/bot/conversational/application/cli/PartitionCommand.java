package bot.conversational.application.cli;

import bot.conversational.domain.cluster.TablePartitions;
import bot.conversational.domain.cluster.TablePartitions.Stage;
import java.util.EnumMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code partition config.yml --into N}: moves messages and turns into partitions by user while the service is stopped. */
public final class PartitionCommand extends ServiceCommand<PartitionCommand.Used> {

    /** What the command uses. */
    public record Used(TablePartitions tables) {}

    private static final String INTO = "into";

    public PartitionCommand() {
        super(
                "partition",
                "Moves messages and turns into partitions by user, or back into one table each; the service must be stopped",
                Used.class);
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--" + INTO)
                .dest(INTO)
                .type(Integer.class)
                .required(true)
                .metavar("N")
                .help("so many, a power of two; 1: back into one table");
    }

    @Override
    void run(Namespace arguments, Used use) {
        int wanted = arguments.getInt(INTO);
        int before = use.tables().count();
        long begun = System.nanoTime();
        try (Bars bars = new Bars()) {
            use.tables().moveInto(wanted, bars::at);
        }
        say("messages and turns are in %d partitions now, where they were in %d; it took %.1f s"
                .formatted(wanted, before, (System.nanoTime() - begun) / 1e9));
    }

    /** A bar for each stage, from its first step to the next stage's. */
    private static final class Bars implements AutoCloseable {

        private static final int BLOCKS_OF_A_MEGABYTE = 128;

        private final Map<Stage, ProgressBar> shown = new EnumMap<>(Stage.class);

        void at(Stage stage, long done, long all) {
            long unit = stage == Stage.ROWS ? BLOCKS_OF_A_MEGABYTE : 1;
            ProgressBar bar = shown.get(stage);
            if (bar == null) {
                close();
                bar = stage == Stage.ROWS
                        ? Progress.of("rows", "MB", Math.ceilDiv(all, unit))
                        : Progress.of("indexes", "indexes", all);
                shown.put(stage, bar);
            }
            bar.stepTo(Math.ceilDiv(done, unit));
        }

        @Override
        public void close() {
            shown.values().forEach(ProgressBar::close);
        }
    }
}
