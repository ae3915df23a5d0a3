package bot.conversational.domain.analytics;

import bot.conversational.domain.analytics.ApiUsageStore.Use;
import bot.conversational.domain.analytics.UsageReport.ApiFigures;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up what models answered, and has it stored by a background job: no answer waits for that, and a node that dies loses
 * a second of it. What cannot be stored is tried again, as long as it is not too much.
 */
public final class ApiUsageMeter {

    /** Users and models, while the store is away for long. */
    private static final int MOST = 50_000;

    private record Whose(UserId user, String model) {}

    private final ApiUsageStore store;
    private final InstantSource clock;
    private Map<Whose, ApiFigures> sums = new HashMap<>();

    public ApiUsageMeter(ApiUsageStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A model answered. */
    public void answered(UserId user, String model, TokenUsage usage) {
        add(new Whose(user, model), new ApiFigures(1, usage.promptTokens(), usage.completionTokens(), 0));
    }

    /** An answer was known. */
    public void known(UserId user, String model) {
        add(new Whose(user, model), new ApiFigures(1, 0, 0, 1));
    }

    private synchronized void add(Whose whose, ApiFigures figures) {
        if (sums.size() < MOST || sums.containsKey(whose)) {
            sums.merge(whose, figures, ApiFigures::plus);
        }
    }

    /** Stores what there is. */
    public void flush() {
        Map<Whose, ApiFigures> taken = take();
        if (taken.isEmpty()) {
            return;
        }
        List<Use> uses = new ArrayList<>();
        taken.forEach((whose, figures) -> uses.add(new Use(whose.user(), whose.model(), figures)));
        boolean stored = false;
        try {
            store.add(clock.instant(), uses);
            stored = true;
        } catch (DomainException.Unavailable away) {
            // see above
        } finally {
            if (!stored) {
                taken.forEach(this::add);
            }
        }
    }

    private synchronized Map<Whose, ApiFigures> take() {
        Map<Whose, ApiFigures> taken = sums;
        sums = new HashMap<>();
        return taken;
    }
}
