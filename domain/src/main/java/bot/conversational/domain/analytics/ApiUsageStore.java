package bot.conversational.domain.analytics;

import bot.conversational.domain.analytics.UsageReport.ApiFigures;
import bot.conversational.domain.analytics.UsageReport.ModelUse;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What models answered to callers whose conversations are not stored, summed up by user, model and quarter of an hour. Each
 * method throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface ApiUsageStore {

    /** Figures of one user and model. */
    record Use(UserId user, String model, ApiFigures figures) {}

    /** Adds all of them, at a time. A user who is gone has none. */
    void add(Instant at, List<Use> uses);

    /**
     * The figures of some intervals that follow each other.
     *
     * @param user everybody when empty
     * @param query whose beginning and end count to the quarter of an hour
     * @param starts of the intervals, ascending; each ends with the next one
     * @return as many as starts
     */
    List<ApiFigures> sums(Optional<UserId> user, UsageQuery query, List<Instant> starts);

    /** How many answers each model gave in that time. */
    List<ModelUse> models(Optional<UserId> user, UsageQuery query);
}
