package bot.conversational.application.cli;

import bot.conversational.domain.indexing.maintenance.AuditSweep;
import bot.conversational.domain.indexing.maintenance.Checkpoints;
import bot.conversational.domain.indexing.maintenance.Difference;
import bot.conversational.domain.indexing.maintenance.Findings;
import bot.conversational.domain.indexing.maintenance.RepairIndex;
import bot.conversational.domain.shared.DomainException;
import java.util.Optional;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code audit config.yml [--repair]}: compares messages with the search index and with their vectors, both ways.
 */
public final class AuditCommand extends ServiceCommand<AuditCommand.Used> {

    /** What the command uses. */
    public record Used(AuditSweep sweep, RepairIndex repair) {}

    private static final String REPAIR = "repair";

    public AuditCommand() {
        super(
                "audit",
                "Compares messages, search index and vectors; fails when they differ and nothing is repaired",
                Used.class);
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--" + REPAIR)
                .dest(REPAIR)
                .action(Arguments.storeTrue())
                .help("rewrites what is missing or stale, removes ghosts");
    }

    @Override
    void run(Namespace arguments, Used use) {
        boolean repairing = arguments.getBoolean(REPAIR);
        Tally tally = new Tally();
        walk(use.sweep(), found -> {
            tally.add(found);
            if (repairing) {
                use.repair().repair(found.differences());
            }
        });
        tally.tell();
        if (tally.differences() > 0 && !repairing) {
            throw new DomainException.Conflict(
                    "The index or the vectors differ from the messages; --repair corrects them.");
        }
    }

    private static void walk(AuditSweep audit, Consumer<Findings> each) {
        try (ProgressBar bar = Progress.of("audit", "messages", audit.messages())) {
            Optional<Checkpoints.Place> place = Optional.of(Checkpoints.Place.NOWHERE);
            while (place.isPresent()) {
                place = audit.step(place.get(), found -> {
                    each.accept(found);
                    bar.stepBy(found.compared());
                    bar.maxHint(Math.max(bar.getMax(), bar.getCurrent()));
                });
            }
        }
    }

    /** The totals of the findings. */
    private final class Tally {

        private long compared;
        private long missing;
        private long stale;
        private long ghosts;
        private long missingVectors;
        private long ghostVectors;
        private long waiting;

        void add(Findings found) {
            compared += found.compared();
            missing += found.count(Difference.Missing.class);
            stale += found.count(Difference.Stale.class);
            ghosts += found.count(Difference.Ghost.class);
            missingVectors += found.count(Difference.MissingVectors.class);
            ghostVectors += found.count(Difference.GhostVectors.class);
            waiting += found.waiting();
        }

        long differences() {
            return missing + stale + ghosts + missingVectors + ghostVectors;
        }

        void tell() {
            say("%-10s%10d   compared, in PostgreSQL or in the index".formatted("messages", compared));
            say("%-10s%10d   in PostgreSQL only".formatted("missing", missing));
            say("%-10s%10d   in the index otherwise than in PostgreSQL".formatted("stale", stale));
            say("%-10s%10d   in the index only".formatted("ghosts", ghosts));
            say("%-10s%10d   in PostgreSQL without all of their vectors".formatted("vectors", missingVectors));
            say("%-10s%10d   vectors of messages that are gone".formatted("", ghostVectors));
            say("%-10s%10d   not compared: changes of their user were not indexed in time"
                    .formatted("waiting", waiting));
        }
    }
}
