package bot.conversational.domain.analytics;

import bot.conversational.domain.analytics.UsageReport.Bucket;
import bot.conversational.domain.analytics.UsageReport.Costs;
import bot.conversational.domain.llm.ModelPrices;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.spending.SpendingStore;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports to callers their own usage, and to administrators that of all users. */
public final class ReportUsage {

    private final UsageStatistics statistics;
    private final ApiUsageStore api;
    private final SpendingStore spending;
    private final ModelPrices prices;

    /** @param prices without any, reports have no costs and the store is not asked */
    public ReportUsage(UsageStatistics statistics, ApiUsageStore api, SpendingStore spending, ModelPrices prices) {
        this.statistics = statistics;
        this.api = api;
        this.spending = spending;
        this.prices = prices;
    }

    public UsageReport own(Caller caller, UsageQuery query) {
        return whole(statistics.of(caller.user(), query), Optional.of(caller.user()), query);
    }

    /** @throws DomainException.Forbidden when the caller is no administrator */
    public UsageReport everybodys(Caller caller, UsageQuery query) {
        caller.requireAdministrator();
        return whole(statistics.ofEverybody(query), Optional.empty(), query);
    }

    /** @throws DomainException.Forbidden when the caller is no administrator */
    public UsageReport ofAny(Caller caller, UserId user, UsageQuery query) {
        caller.requireAdministrator();
        return whole(statistics.of(user, query), Optional.of(user), query);
    }

    /**
     * How everybody's answers ended, oldest first.
     *
     * @throws DomainException.Forbidden when the caller is no administrator
     */
    public List<AnswerOutcomes> outcomes(Caller caller, UsageQuery query) {
        caller.requireAdministrator();
        return statistics.outcomes(query);
    }

    private UsageReport whole(UsageReport report, Optional<UserId> user, UsageQuery query) {
        List<Instant> starts = report.buckets().stream().map(Bucket::start).toList();
        return withCosts(report.with(api.sums(user, query, starts), api.models(user, query)), user, query);
    }

    private UsageReport withCosts(UsageReport report, Optional<UserId> user, UsageQuery query) {
        if (prices.byModel().isEmpty()) {
            return report;
        }
        List<Instant> starts = report.buckets().stream().map(Bucket::start).toList();
        List<Long> sums = spending.sums(user, prices.currency(), query.from(), query.to(), starts);
        return report.with(new Costs(prices.currency(), sums));
    }
}
