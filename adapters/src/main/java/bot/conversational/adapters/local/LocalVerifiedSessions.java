package bot.conversational.adapters.local;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.admission.VerifiedSessions;
import bot.conversational.domain.user.UserId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/** Verified sessions in this process. */
public final class LocalVerifiedSessions implements VerifiedSessions {

    private static final long MAX_SESSIONS = 200_000;

    /** Longer than an empty bucket takes to give its next token under any limit that is not silly. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private record Key(UserId user, String digest) {}

    private final Cache<Key, Caller> callers = Caffeine.newBuilder()
            .maximumSize(MAX_SESSIONS)
            .expireAfterWrite(LIFE)
            .build();

    @Override
    public Optional<Caller> find(UserId user, String digest) {
        return Optional.ofNullable(callers.getIfPresent(new Key(user, digest)));
    }

    @Override
    public void remember(Session session) {
        callers.put(new Key(session.user(), session.digest()), session.caller());
    }

    @Override
    public void forget(UserId user, String digest) {
        callers.invalidate(new Key(user, digest));
    }
}
