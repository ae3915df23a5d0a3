package bot.conversational.domain.chat.generation;

import bot.conversational.domain.llm.ModelPrices;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.ratelimit.OwnLimits;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.spending.SpendingStore;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a user may spend on models in a day, in tokens, in money or in both: reserved before a model is called, settled
 * after its answer. What an answer cost is noted then, at the price of that moment.
 */
public final class TokenAllowance {

    /** What was set aside for one answer, of the user's day and of the key's. */
    record Reservation(Optional<OfUser> user, Optional<KeyAllowance.Reservation> key) {}

    /** What was set aside of a user's day. */
    record OfUser(LocalDate day, Spent amount) {}

    private final TokenBudget budget;
    private final Spent perDay;
    private final OwnLimits own;
    private final ModelPrices prices;
    private final SpendingStore spending;
    private final KeyAllowance keys;
    private final InstantSource clock;

    /**
     * @param perDay 0 of either unit for no limit; without any limit the budget is never asked
     * @param own of users for whom another number of tokens holds
     * @param prices a model without one costs nothing
     * @param keys what keys may spend, beside their users
     */
    public TokenAllowance(
            TokenBudget budget,
            Spent perDay,
            OwnLimits own,
            ModelPrices prices,
            SpendingStore spending,
            KeyAllowance keys,
            InstantSource clock) {
        this.budget = budget;
        this.perDay = perDay;
        this.own = own;
        this.prices = prices;
        this.spending = spending;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * @param estimate of an answer
     * @throws DomainException.DaySpent when not as much as estimated is left today
     */
    Optional<Reservation> reserve(UserId user, String model, Supplier<TokenUsage> estimate) {
        Optional<KeyAllowance.Reservation> key =
                keys.reserve(() -> spent(model, estimate.get()).tokens());
        boolean fits = false;
        try {
            Optional<OfUser> own = reserveOfUser(user, model, estimate);
            fits = true;
            return own.isEmpty() && key.isEmpty() ? Optional.empty() : Optional.of(new Reservation(own, key));
        } finally {
            if (!fits) {
                key.ifPresent(reserved -> keys.settle(reserved, 0));
            }
        }
    }

    private Optional<OfUser> reserveOfUser(UserId user, String model, Supplier<TokenUsage> estimate) {
        Spent most = new Spent(own.tokensPerDay(user, perDay.tokens()), perDay.micros());
        if (most.equals(Spent.NOTHING)) {
            return Optional.empty();
        }
        Spent amount = spent(model, estimate.get());
        Instant now = clock.instant();
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!budget.reserve(user, day, amount, most)) {
            Instant tomorrow = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            throw new DomainException.DaySpent(refusal(most), Duration.between(now, tomorrow));
        }
        return Optional.of(new OfUser(day, amount));
    }

    private static String refusal(Spent most) {
        if (most.micros() == 0) {
            return "The daily token limit is reached.";
        }
        return most.tokens() == 0
                ? "The daily cost limit is reached."
                : "The daily limit of tokens or cost is reached.";
    }

    /**
     * When the store is unavailable the reservation stays: it is about right, and the day ends.
     *
     * @param model that answered
     * @param counted whether the provider counted, so that the cost is known
     */
    void settle(UserId user, Optional<Reservation> reservation, String model, TokenUsage used, boolean counted) {
        Spent spent = spent(model, used);
        try {
            reservation
                    .flatMap(Reservation::user)
                    .ifPresent(reserved -> budget.settle(user, reserved.day(), spent.minus(reserved.amount())));
            reservation.flatMap(Reservation::key).ifPresent(reserved -> keys.settle(reserved, spent.tokens()));
            if (counted && spent.micros() > 0) {
                spending.add(user, clock.instant(), prices.currency(), spent.micros());
            }
        } catch (DomainException.Unavailable away) {
            // see above
        }
    }

    private Spent spent(String model, TokenUsage usage) {
        long tokens = (long) usage.promptTokens() + usage.completionTokens();
        return new Spent(
                tokens, prices.of(model).map(price -> price.micros(usage)).orElse(0L));
    }
}
