package bot.conversational.adapters.local;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.session.admission.VerifiedPasses;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/** Verified passes in this process. */
public final class LocalVerifiedPasses implements VerifiedPasses {

    private static final long MAX_PASSES = 200_000;

    /** Longer than an empty bucket takes to give its next token under any limit that is not silly. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Cache<Pass.Name, Caller> callers =
            Caffeine.newBuilder().maximumSize(MAX_PASSES).expireAfterWrite(LIFE).build();

    @Override
    public Optional<Caller> find(Pass.Name name) {
        return Optional.ofNullable(callers.getIfPresent(name));
    }

    @Override
    public void remember(Pass pass) {
        callers.put(pass.name(), pass.caller());
    }

    @Override
    public void forget(Pass.Name name) {
        callers.invalidate(name);
    }
}
