package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.spending.SpendingStore;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** {@link SpendingStore} on the table {@code spending}. */
public final class JdbiSpendingStore implements SpendingStore {

    private static final String OF_ONE = """
            select width_bucket(quarter, cast(:starts as timestamptz[])) as bucket, sum(micros)::bigint as micros
              from spending
             where user_id = :user and currency = :currency
               and quarter >= date_bin(interval '15 minutes', cast(:from as timestamptz), timestamptz 'epoch') and quarter < :to
             group by 1
            """;

    private static final String OF_ALL = """
            select width_bucket(quarter, cast(:starts as timestamptz[])) as bucket, sum(micros)::bigint as micros
              from spending
             where currency = :currency
               and quarter >= date_bin(interval '15 minutes', cast(:from as timestamptz), timestamptz 'epoch') and quarter < :to
             group by 1
            """;

    /** A sum, by the number of its interval from 1; 0 is before the first. */
    private record Sum(int bucket, long micros) {}

    private final PostgresGuard calls;

    public JdbiSpendingStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public void add(UserId user, Instant at, String currency, long micros) {
        calls.run(handle -> handle.createUpdate("""
                        insert into spending as s (user_id, quarter, currency, micros)
                        select id, date_bin(interval '15 minutes', cast(:at as timestamptz), timestamptz 'epoch'), :currency, :micros
                          from users where id = :user for key share
                        on conflict (user_id, quarter, currency) do update set micros = s.micros + excluded.micros
                        """)
                .bind("user", user)
                .bind("at", at)
                .bind("currency", currency)
                .bind("micros", micros)
                .execute());
    }

    @Override
    public List<Long> sums(Optional<UserId> user, String currency, Instant from, Instant to, List<Instant> starts) {
        if (starts.isEmpty()) {
            return List.of();
        }
        List<Long> sums = new ArrayList<>(Collections.nCopies(starts.size(), 0L));
        calls.call(handle -> query(handle, user)
                        .bind("currency", currency)
                        .bind("from", from)
                        .bind("to", to)
                        .bindArray(
                                "starts",
                                String.class,
                                starts.stream().map(Instant::toString).toList())
                        .map((row, context) -> new Sum(row.getInt("bucket"), row.getLong("micros")))
                        .list())
                .forEach(sum -> {
                    int at = Math.max(0, sum.bucket() - 1);
                    sums.set(at, sums.get(at) + sum.micros());
                });
        return List.copyOf(sums);
    }

    private static Query query(Handle handle, Optional<UserId> user) {
        return user.map(one -> handle.createQuery(OF_ONE).bind("user", one))
                .orElseGet(() -> handle.createQuery(OF_ALL));
    }
}
