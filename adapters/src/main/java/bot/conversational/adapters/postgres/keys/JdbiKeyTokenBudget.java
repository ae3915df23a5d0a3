package bot.conversational.adapters.postgres.keys;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.chat.generation.KeyTokenBudget;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.user.UserId;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;

/** {@link KeyTokenBudget} on the table {@code key_token_usage}: concurrent calls of a key are serialised by its row. */
public final class JdbiKeyTokenBudget implements KeyTokenBudget {

    private final PostgresGuard calls;

    public JdbiKeyTokenBudget(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public boolean reserve(UserId user, ApiKeyId key, LocalDate day, long tokens, long limit) {
        return calls.call(handle -> handle.createUpdate("""
                                insert into key_token_usage as u (user_id, key_id, day, tokens)
                                select k.user_id, k.id, :day, :tokens
                                  from api_keys k
                                 where k.user_id = :user and k.id = :key and :tokens <= :limit
                                on conflict (user_id, key_id, day) do update
                                   set tokens = u.tokens + excluded.tokens
                                 where u.tokens + excluded.tokens <= :limit
                                """)
                        .bind("user", user)
                        .bind("key", key.value())
                        .bind("day", day)
                        .bind("tokens", tokens)
                        .bind("limit", limit)
                        .execute()
                == 1);
    }

    @Override
    public void settle(UserId user, ApiKeyId key, LocalDate day, long difference) {
        calls.run(handle -> handle.createUpdate("""
                        update key_token_usage
                           set tokens = greatest(0, tokens + :tokens)
                         where user_id = :user and key_id = :key and day = :day
                        """)
                .bind("user", user)
                .bind("key", key.value())
                .bind("day", day)
                .bind("tokens", difference)
                .execute());
    }
}
