package bot.conversational.domain.analytics;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;

/** Reports to callers their own usage, and to administrators that of all users. */
public final class ReportUsage {

    private final UsageStatistics statistics;

    public ReportUsage(UsageStatistics statistics) {
        this.statistics = statistics;
    }

    public UsageReport own(Caller caller, UsageQuery query) {
        return statistics.of(caller.user(), query);
    }

    /** @throws DomainException.Forbidden when the caller is no administrator */
    public UsageReport everybodys(Caller caller, UsageQuery query) {
        caller.requireAdministrator();
        return statistics.ofEverybody(query);
    }

    /** @throws DomainException.Forbidden when the caller is no administrator */
    public UsageReport ofAny(Caller caller, UserId user, UsageQuery query) {
        caller.requireAdministrator();
        return statistics.of(user, query);
    }
}
