package bot.conversational.application.cli;

import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.indexing.IndexMessages;
import bot.conversational.domain.indexing.maintenance.RebuildIndex;
import bot.conversational.domain.indexing.maintenance.RebuildIndex.Step;
import bot.conversational.domain.indexing.maintenance.RewriteUser;
import bot.conversational.domain.indexing.maintenance.VectorContents;
import bot.conversational.domain.search.meaning.CalibratedModels;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.UserId;
import bot.conversational.domain.user.UserStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code reindex config.yml [--vectors] [--user EMAIL]}: rebuilds the search index from PostgreSQL while the service runs, or
 * has vectors made anew.
 */
public final class ReindexCommand extends ServiceCommand<ReindexCommand.Used> {

    /**
     * What the command uses.
     *
     * @param models absent where nothing is embedded
     */
    public record Used(
            NodeId self,
            RebuildIndex rebuild,
            UserStore users,
            RewriteUser rewrite,
            IndexMessages indexing,
            VectorContents vectors,
            Optional<CalibratedModels> models) {}

    private static final int USERS = 500;

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A killed rebuild blocks the next one for so long; a running one renews its lease. */
    private static final Duration PATIENCE = RebuildIndex.LEASE.plusSeconds(2);

    /** An Elasticsearch that is full or restarts is waited for. */
    private static final Duration OUTAGE = Duration.ofMinutes(1);

    public ReindexCommand() {
        super(
                "reindex",
                "Rebuilds the search index from PostgreSQL while the service runs; resumes a killed rebuild",
                Used.class);
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--user").help("e-mail address: rewrites only this account, in place");
        parser.addArgument("--vectors")
                .action(Arguments.storeTrue())
                .help("forgets the vectors instead: the running service makes them anew, user by user");
    }

    @Override
    void run(Namespace arguments, Used use) throws InterruptedException {
        Optional<EmailAddress> account =
                Optional.ofNullable(arguments.getString("user")).map(EmailAddress::new);
        if (arguments.getBoolean("vectors")) {
            forgetVectors(use, account);
        } else if (account.isPresent()) {
            new AccountRewrite(use.users(), use.rewrite(), use.indexing()).run(account.get(), this::say);
        } else {
            rebuild(use);
        }
    }

    private void forgetVectors(Used use, Optional<EmailAddress> account) {
        String model = use.models()
                .orElseThrow(
                        () -> new DomainException.Conflict("Nothing is embedded here: EMBEDDING_PROVIDER is none."))
                .wanted()
                .name();
        long forgotten = 0;
        List<UserId> some = account.isPresent()
                ? List.of(user(use, account.get()))
                : use.vectors().users(Optional.empty(), USERS);
        while (!some.isEmpty()) {
            some.forEach(user -> use.vectors().forget(user, model));
            forgotten += some.size();
            some = account.isPresent() ? List.of() : use.vectors().users(Optional.of(some.getLast()), USERS);
        }
        say("vectors of %d users by %s are made anew by the running service".formatted(forgotten, model));
    }

    private static UserId user(Used use, EmailAddress email) {
        return use.users()
                .findByEmail(email)
                .orElseThrow(() -> new DomainException.NotFound("account"))
                .user()
                .id();
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
                        case Step.Filling(String version, long before, long messages) -> {
                            beginAt(before, bar);
                            bar.stepTo(messages);
                        }
                        case Step.Published(String version, long messages) -> {
                            bar.maxHint(messages).stepTo(messages);
                            bar.close();
                            tell(version, messages);
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
                    throw new DomainException.Conflict("Another process or node is already rebuilding the index.");
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
                say(before > 0 ? "resuming after %d messages".formatted(before) : "beginning");
            }
        }

        private void tell(String version, long messages) {
            double seconds = Math.max(0.001, (System.nanoTime() - begun) / 1e9);
            long brought = messages - Math.max(0, resumedAt);
            say("searches see %s now with %d messages, of which %d were brought in %.1f s: %.0f messages/s"
                    .formatted(version, messages, brought, seconds, brought / seconds));
        }
    }
}
