package bot.conversational.domain.chat.completion;

import bot.conversational.domain.chat.completion.CompletionReader.Step;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;

/**
 * Writes an answer of this node down under its key while it is made. A store that goes away meanwhile is of no concern to
 * its readers here; the claim then ends by itself.
 */
final class MirrorCompletion implements Runnable {

    /** Between two writes of lines that come one after the other. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** A claim must be renewed within ten seconds. */
    private static final Duration RENEWAL = Duration.ofSeconds(3);

    private final KeyedCompletions keyed;
    private final CompletionLog log;
    private final UserId user;
    private final IdempotencyKey key;
    private final String claimant;
    private final Runnable done;

    /** @param done is called when the store has all that it will have */
    MirrorCompletion(
            KeyedCompletions keyed,
            CompletionLog log,
            UserId user,
            IdempotencyKey key,
            String claimant,
            Runnable done) {
        this.keyed = keyed;
        this.log = log;
        this.user = user;
        this.key = key;
        this.claimant = claimant;
        this.done = done;
    }

    @Override
    public void run() {
        try {
            int written = 0;
            while (true) {
                switch (log.next(written, RENEWAL)) {
                    case Step.More(List<String> lines) -> {
                        written += lines.size();
                        if (!append(lines)) {
                            return;
                        }
                        Thread.sleep(PAUSE);
                    }
                    case Step.Silence() -> {
                        if (!append(List.of())) {
                            return;
                        }
                    }
                    case Step.Ended ended -> {
                        keyed.end(user, key, claimant, ended.failure().isEmpty());
                        return;
                    }
                }
            }
        } catch (DomainException away) {
            // see above
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            done.run();
        }
    }

    private boolean append(List<String> lines) {
        return keyed.append(user, key, claimant, lines);
    }
}
