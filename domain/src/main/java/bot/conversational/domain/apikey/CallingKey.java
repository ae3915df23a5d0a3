package bot.conversational.domain.apikey;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.KeyGrant;
import bot.conversational.domain.user.UserId;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The key by which the call was admitted that this thread serves, for what counts by keys deep below. Each admission sets
 * it anew, so that a thread never has the key of a call before. Work that a call hands to another thread takes it along:
 * {@link #following}.
 */
public final class CallingKey {

    /** @param user whose key it is */
    public record Of(UserId user, KeyGrant grant) {}

    private static final ThreadLocal<@Nullable Of> CURRENT = new ThreadLocal<>();

    private CallingKey() {}

    /** This thread serves a call of this caller from here on. */
    public static void set(Caller caller) {
        Of key = caller.key().map(grant -> new Of(caller.user(), grant)).orElse(null);
        if (key == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(key);
        }
    }

    /** Threads on which tasks have the key of whoever gave them. */
    public static Executor following(Executor threads) {
        return task -> {
            Of key = CURRENT.get();
            threads.execute(
                    key == null
                            ? task
                            : () -> {
                                CURRENT.set(key);
                                try {
                                    task.run();
                                } finally {
                                    CURRENT.remove();
                                }
                            });
        };
    }

    /** Empty for a session, and on threads that serve no call. */
    public static Optional<Of> current() {
        return Optional.ofNullable(CURRENT.get());
    }
}
