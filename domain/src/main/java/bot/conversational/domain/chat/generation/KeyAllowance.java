package bot.conversational.domain.chat.generation;

import bot.conversational.domain.apikey.CallingKey;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What a key with a limit of its own may spend on models in a day, beside its user's allowance. */
public final class KeyAllowance {

    /** What was set aside for one answer. */
    record Reservation(UserId user, ApiKeyId key, LocalDate day, long tokens) {}

    private final KeyTokenBudget budget;
    private final InstantSource clock;

    public KeyAllowance(KeyTokenBudget budget, InstantSource clock) {
        this.budget = budget;
        this.clock = clock;
    }

    /**
     * Of the key by which the call of this thread was made; empty when there is none, or it has no such limit.
     *
     * @param estimate of an answer, asked only when it matters
     * @throws DomainException.DaySpent when not as many tokens are left today
     */
    Optional<Reservation> reserve(LongSupplier estimate) {
        Optional<CallingKey.Of> key = CallingKey.current()
                .filter(calling -> calling.grant().limits().tokensPerDay().isPresent());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        long limit = key.get().grant().limits().tokensPerDay().orElseThrow();
        Instant now = clock.instant();
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Reservation reserved =
                new Reservation(key.get().user(), key.get().grant().key(), day, estimate.getAsLong());
        if (!budget.reserve(reserved.user(), reserved.key(), day, reserved.tokens(), limit)) {
            Instant tomorrow = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            throw new DomainException.DaySpent(
                    "The key's daily token limit is reached.", Duration.between(now, tomorrow));
        }
        return Optional.of(reserved);
    }

    /** @throws DomainException.Unavailable when the store is; the reservation stays then */
    void settle(Reservation reserved, long used) {
        budget.settle(reserved.user(), reserved.key(), reserved.day(), used - reserved.tokens());
    }
}
