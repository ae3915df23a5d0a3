package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.chat.generation.Spent;
import bot.conversational.domain.chat.generation.TokenBudget;
import bot.conversational.domain.user.UserId;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;

/**
 * {@link TokenBudget} on the table {@code token_usage}: concurrent calls of a user are serialised by the row of the
 * day.
 */
public final class JdbiTokenBudget implements TokenBudget {

    private final PostgresGuard calls;

    public JdbiTokenBudget(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public boolean reserve(UserId user, LocalDate day, Spent amount, Spent limit) {
        return calls.call(handle -> handle.createUpdate("""
                                insert into token_usage as u (user_id, day, tokens, micros)
                                select :user, :day, :tokens, :micros
                                 where :tokens <= :mostTokens and :micros <= :mostMicros
                                on conflict (user_id, day) do update
                                   set tokens = u.tokens + excluded.tokens, micros = u.micros + excluded.micros
                                 where u.tokens + excluded.tokens <= :mostTokens
                                   and u.micros + excluded.micros <= :mostMicros
                                """)
                        .bind("user", user)
                        .bind("day", day)
                        .bind("tokens", amount.tokens())
                        .bind("micros", amount.micros())
                        .bind("mostTokens", most(limit.tokens()))
                        .bind("mostMicros", most(limit.micros()))
                        .execute()
                == 1);
    }

    private static long most(long limit) {
        return limit == 0 ? Long.MAX_VALUE : limit;
    }

    @Override
    public void settle(UserId user, LocalDate day, Spent difference) {
        calls.run(handle -> handle.createUpdate("""
                        update token_usage
                           set tokens = greatest(0, tokens + :tokens), micros = greatest(0, micros + :micros)
                         where user_id = :user and day = :day
                        """)
                .bind("user", user)
                .bind("day", day)
                .bind("tokens", difference.tokens())
                .bind("micros", difference.micros())
                .execute());
    }
}
