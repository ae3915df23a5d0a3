package bot.conversational.application.turns;

import bot.conversational.application.http.metrics.AccessCounts;
import bot.conversational.application.http.metrics.AccessCounts.Decisions;
import bot.conversational.domain.chat.generation.Spent;
import bot.conversational.domain.chat.generation.TokenBudget;
import bot.conversational.domain.user.UserId;
import java.time.LocalDate;

/** Counts how often what a user may spend in a day suffices. */
public final class MeasuredTokenBudget implements TokenBudget {

    private final TokenBudget budget;
    private final Decisions decisions;

    public MeasuredTokenBudget(TokenBudget budget, AccessCounts counts) {
        this.budget = budget;
        this.decisions = counts.of("tokens");
    }

    @Override
    public boolean reserve(UserId user, LocalDate day, Spent amount, Spent limit) {
        boolean reserved = budget.reserve(user, day, amount, limit);
        decisions.decided(reserved);
        return reserved;
    }

    @Override
    public void settle(UserId user, LocalDate day, Spent difference) {
        budget.settle(user, day, difference);
    }
}
