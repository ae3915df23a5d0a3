package bot.conversational.domain.chat.generation;

import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.ratelimit.OwnLimits;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The tokens that a user may spend on models in a day: reserved before a model is called, settled after its answer. */
public final class TokenAllowance {

    /** Tokens that were set aside for one answer. */
    record Reservation(LocalDate day, long tokens) {}

    private final TokenBudget budget;
    private final long perDay;
    private final OwnLimits own;
    private final InstantSource clock;

    /**
     * @param perDay tokens of prompts and answers together; 0 for no limit, and then the budget is never asked
     * @param own of users for whom another number holds
     */
    public TokenAllowance(TokenBudget budget, long perDay, OwnLimits own, InstantSource clock) {
        this.budget = budget;
        this.perDay = perDay;
        this.own = own;
        this.clock = clock;
    }

    /** @throws DomainException.LimitExceeded when not as many tokens as estimated are left today */
    Optional<Reservation> reserve(UserId user, IntSupplier estimate) {
        long most = own.tokensPerDay(user, perDay);
        if (most == 0) {
            return Optional.empty();
        }
        int tokens = estimate.getAsInt();
        Instant now = clock.instant();
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!budget.reserve(user, day, tokens, most)) {
            Instant tomorrow = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            throw new DomainException.LimitExceeded(
                    "The daily token limit is reached.", Duration.between(now, tomorrow));
        }
        return Optional.of(new Reservation(day, tokens));
    }

    /** When the store is unavailable the reservation stays: it is about right, and the day ends. */
    void settle(UserId user, Optional<Reservation> reservation, TokenUsage used) {
        reservation.ifPresent(reserved -> {
            try {
                long spent = (long) used.promptTokens() + used.completionTokens();
                budget.settle(user, reserved.day(), spent - reserved.tokens());
            } catch (DomainException.Unavailable away) {
                // see above
            }
        });
    }
}
