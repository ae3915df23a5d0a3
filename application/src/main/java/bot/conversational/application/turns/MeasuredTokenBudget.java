package bot.conversational.application.turns;

import bot.conversational.application.http.metrics.AccessCounts.Decisions;
import bot.conversational.domain.chat.generation.TokenBudget;
import bot.conversational.domain.user.UserId;
import java.time.LocalDate;

/** Counts how often a user's tokens of the day suffice. */
public final class MeasuredTokenBudget implements TokenBudget {

    private final TokenBudget budget;
    private final Decisions decisions;

    public MeasuredTokenBudget(TokenBudget budget, Decisions decisions) {
        this.budget = budget;
        this.decisions = decisions;
    }

    @Override
    public boolean reserve(UserId user, LocalDate day, long tokens, long limit) {
        boolean reserved = budget.reserve(user, day, tokens, limit);
        decisions.decided(reserved);
        return reserved;
    }

    @Override
    public void settle(UserId user, LocalDate day, long difference) {
        budget.settle(user, day, difference);
    }
}
