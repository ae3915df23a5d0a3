package bot.conversational.application.wiring.capability;

import bot.conversational.application.health.DeletionProbe;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.conversation.editing.LeftoverStore;
import bot.conversational.domain.erasure.EraseUser;
import bot.conversational.domain.erasure.ErasureStore;
import bot.conversational.domain.erasure.FinishErasures;
import bot.conversational.domain.erasure.UserDataEraser;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The erasing of accounts from every store. */
public final class ErasureModule extends CapabilityModule {

    /**
     * A call that was under way when its user was erased has long failed by then: a statement takes five seconds at
     * most.
     */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private static final Duration ERASURES_POLL = Duration.ofSeconds(1);

    @Override
    protected void configure() {
        useCase(EraseUser.class);
        whileBusy(ERASURES_POLL, "erasures", FinishErasures.class, FinishErasures::delete);
        every(ERASURES_POLL, "erasures-settled", FinishErasures.class, FinishErasures::settle);
        sampledGauge(
                "erasures_oldest_seconds",
                "Age of the oldest erasure of an account that is not finished.",
                ErasureStore.class,
                erasures -> erasures.oldest().toMillis() / 1_000.0);
        sampledGauge(
                "leftovers_oldest_seconds",
                "Age of the oldest deleted conversation of which messages or turns are left.",
                LeftoverStore.class,
                leftovers -> leftovers.oldest().toMillis() / 1_000.0);
        useCase(DeletionProbe.class);
        probe("deletions", DeletionProbe.class, DeletionProbe::call);
    }

    /** @param erasers each engine's own, beside the source of truth */
    @Provides
    @Singleton
    FinishErasures finishErasures(ErasureStore erasures, Set<UserDataEraser> erasers) {
        return new FinishErasures(erasures, List.copyOf(erasers), QUIET);
    }
}
