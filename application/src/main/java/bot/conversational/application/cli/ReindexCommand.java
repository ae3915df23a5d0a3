package bot.conversational.application.cli;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.indexing.IndexMessages;
import bot.conversational.domain.indexing.maintenance.RebuildIndex;
import bot.conversational.domain.indexing.maintenance.RebuildIndex.Step;
import bot.conversational.domain.indexing.maintenance.RewriteUser;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.UserStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code reindex config.yml [--user EMAIL]}: fills the search index anew from PostgreSQL while the service goes on. */
public final class ReindexCommand extends ServiceCommand<ReindexCommand.Used> {

    /** What the command uses. */
    public record Used(
            NodeId self, RebuildIndex rebuild, UserStore users, RewriteUser rewrite, IndexMessages indexing) {}

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A rebuild that was killed keeps others from going on for so long; one that lives does so for longer. */
    private static final Duration PATIENCE = RebuildIndex.LEASE.plusSeconds(2);

    /** An Elasticsearch that is full or restarts is waited for. */
    private static final Duration OUTAGE = Duration.ofMinutes(1);

    public ReindexCommand() {
        super(
                "reindex",
                "Fills the search index anew from PostgreSQL while the service goes on; resumes a killed one",
                Used.class);
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--user").help("e-mail address: writes only this account again, in place");
    }

    @Override
    void run(Namespace arguments, Used use) throws InterruptedException {
        String email = arguments.getString("user");
        if (email == null) {
            rebuild(use);
        } else {
            new AccountRewrite(use.users(), use.rewrite(), use.indexing()).run(new EmailAddress(email), this::say);
        }
    }

    private void rebuild(Used use) throws InterruptedException {
        String holder =
                use.self().name() + " reindex " + ProcessHandle.current().pid();
        RebuildIndex rebuild = use.rebuild();
        try {
            new Walk(rebuild, holder).toTheEnd();
        } finally {
            rebuild.leave(holder);
        }
    }

    /** One run of the command. */
    private final class Walk {

        private final RebuildIndex rebuild;
        private final String holder;
        private final long begun = System.nanoTime();
        private long progressed = begun;
        private long resumedAt = -1;

        Walk(RebuildIndex rebuild, String holder) {
            this.rebuild = rebuild;
            this.holder = holder;
        }

        void toTheEnd() throws InterruptedException {
            try (ProgressBar bar = Progress.of("reindex", "messages", rebuild.messages())) {
                while (true) {
                    switch (step()) {
                        case Step.Busy() -> TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                        case Step.Filling(String generation, long before, long messages) -> {
                            beginAt(before, bar);
                            bar.stepTo(messages);
                        }
                        case Step.Published(String generation, long messages) -> {
                            bar.maxHint(messages).stepTo(messages);
                            bar.close();
                            tell(generation, messages);
                            return;
                        }
                    }
                }
            }
        }

        /** A step, or {@code Busy} while it may be worth waiting. */
        private Step step() {
            try {
                Step step = rebuild.step(holder);
                if (!(step instanceof Step.Busy)) {
                    progressed = System.nanoTime();
                } else if (waitedFor(PATIENCE)) {
                    throw new DomainException.Conflict(
                            "The index is being rebuilt by another process or node already.");
                }
                return step;
            } catch (DomainException.Unavailable e) {
                if (waitedFor(OUTAGE)) {
                    throw e;
                }
                return new Step.Busy();
            }
        }

        private boolean waitedFor(Duration patience) {
            return System.nanoTime() - progressed > patience.toNanos();
        }

        private void beginAt(long before, ProgressBar bar) {
            if (resumedAt < 0) {
                resumedAt = before;
                bar.stepTo(before);
                say(before > 0 ? "going on behind %d messages".formatted(before) : "beginning");
            }
        }

        private void tell(String generation, long messages) {
            double seconds = Math.max(0.001, (System.nanoTime() - begun) / 1e9);
            long brought = messages - Math.max(0, resumedAt);
            say("searches see %s now with %d messages, of which %d were brought in %.1f s: %.0f messages/s"
                    .formatted(generation, messages, brought, seconds, brought / seconds));
        }
    }
}
