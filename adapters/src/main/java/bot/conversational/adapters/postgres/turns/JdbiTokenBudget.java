package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.database.PostgresGuard;
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
    public boolean reserve(UserId user, LocalDate day, long tokens, long limit) {
        return calls.call(handle -> handle.createUpdate("""
                                insert into token_usage as u (user_id, day, tokens)
                                select :user, :day, :tokens where :tokens <= :limit
                                on conflict (user_id, day) do update
                                   set tokens = u.tokens + excluded.tokens
                                 where u.tokens + excluded.tokens <= :limit
                                """)
                        .bind("user", user)
                        .bind("day", day)
                        .bind("tokens", tokens)
                        .bind("limit", limit)
                        .execute()
                == 1);
    }

    @Override
    public void settle(UserId user, LocalDate day, long difference) {
        calls.run(handle -> handle.createUpdate("""
                        update token_usage set tokens = greatest(0, tokens + :difference)
                         where user_id = :user and day = :day
                        """)
                .bind("user", user)
                .bind("day", day)
                .bind("difference", difference)
                .execute());
    }
}
