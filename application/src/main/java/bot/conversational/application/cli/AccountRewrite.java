package bot.conversational.application.cli;

import bot.conversational.application.background.Pause;
import bot.conversational.domain.indexing.IndexMessages;
import bot.conversational.domain.indexing.maintenance.RewriteUser;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.UserId;
import bot.conversational.domain.user.UserStore;
import java.time.Duration;
import java.util.function.Consumer;

/** Rewrites one account in the index: by the nodes of a running service, or by this process where none runs. */
final class AccountRewrite {

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Longer than a dead node holds its shards of the changes. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final UserStore users;
    private final RewriteUser rewrite;
    private final IndexMessages indexing;

    AccountRewrite(UserStore users, RewriteUser rewrite, IndexMessages indexing) {
        this.users = users;
        this.rewrite = rewrite;
        this.indexing = indexing;
    }

    void run(EmailAddress email, Consumer<String> say) {
        UserId user = users.findByEmail(email)
                .orElseThrow(() -> new DomainException.NotFound("account"))
                .user()
                .id();
        long[] conversations = new long[1];
        rewrite.begin(user, count -> conversations[0] = count);
        awaitWritten(user);
        rewrite.removeGhosts(user);
        say.accept("%d conversations rewritten".formatted(conversations[0]));
    }

    private void awaitWritten(UserId user) {
        long begun = System.nanoTime();
        while (!rewrite.isWritten(user)) {
            // A service that runs is quicker, and a command that took a part of the changes would leave it waiting.
            boolean alone = System.nanoTime() - begun > PATIENCE.toNanos();
            if (!alone || !indexing.runOnce()) {
                new Pause(PAUSE).run();
            }
        }
    }
}
