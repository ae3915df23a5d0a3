package bot.conversational.domain.chat.completion;

import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;

/** Reads an answer by its key: one that another node makes, or that is complete. */
final class RemoteCompletionReader implements CompletionReader {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final KeyedCompletions keyed;
    private final UserId user;
    private final IdempotencyKey key;
    private long place;

    RemoteCompletionReader(KeyedCompletions keyed, UserId user, IdempotencyKey key) {
        this.keyed = keyed;
        this.user = user;
        this.key = key;
    }

    @Override
    public Step next(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            KeyedCompletions.Kept kept;
            try {
                kept = keyed.read(user, key, place);
            } catch (DomainException.Unavailable away) {
                return failed(away);
            }
            place = kept.next();
            if (!kept.lines().isEmpty()) {
                return new Step.More(kept.lines());
            }
            switch (kept.state()) {
                case RUNNING -> {
                    // more comes
                }
                case ENDED -> {
                    return new Step.Ended(Optional.empty());
                }
                case FAILED -> {
                    return failed(new DomainException.ModelFailed("The language model failed.", null));
                }
                case TOO_LONG -> {
                    return failed(tooLong());
                }
                case OTHER, NONE -> {
                    return failed(new DomainException.Unavailable("The answer was not kept. Ask again.", null));
                }
            }
            if (System.nanoTime() - until >= 0) {
                return new Step.Silence();
            }
            Thread.sleep(LOOK);
        }
    }

    static DomainException.Invalid tooLong() {
        return new DomainException.Invalid("Idempotency-Key", "is that of an answer which was too long to be kept");
    }

    private static Step failed(DomainException why) {
        return new Step.Ended(Optional.of(why));
    }

    @Override
    public boolean isReplayed() {
        return true;
    }

    @Override
    public boolean isKnown() {
        return false;
    }

    @Override
    public void close() {
        // it goes on without
    }
}
