package bot.conversational.application.cli;

import bot.conversational.domain.retention.ApplyRetention;
import bot.conversational.domain.retention.ApplyRetention.Sum;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code retention config.yml [--dry-run]}: deletes at once the conversations that are kept no longer, which the running
 * service does by and by, or only counts them.
 */
public final class RetentionCommand extends ServiceCommand<RetentionCommand.Used> {

    /** What the command uses. */
    public record Used(ApplyRetention retention) {}

    private static final String DRY_RUN = "dry_run";

    public RetentionCommand() {
        super("retention", "Deletes conversations that are kept no longer, or counts them", Used.class);
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--dry-run")
                .dest(DRY_RUN)
                .action(Arguments.storeTrue())
                .help("counts them, and changes nothing");
    }

    @Override
    void run(Namespace arguments, Used use) {
        boolean dry = arguments.getBoolean(DRY_RUN);
        Sum sum = dry ? use.retention().wouldDelete() : use.retention().deleteAll();
        say("%s %d conversations of %d users, with %d messages."
                .formatted(dry ? "Would delete" : "Deleted", sum.conversations(), sum.users(), sum.messages()));
    }
}
