package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.domain.ratelimit.ChangedLimits;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** {@link ChangedLimits} in columns of the table {@code users}. */
public final class JdbiChangedLimits implements ChangedLimits {

    private final PostgresGuard calls;

    public JdbiChangedLimits(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public List<Change> changed(Instant from, Optional<UserId> behind, int limit) {
        return calls.call(handle -> handle.createQuery("""
                        select id, requests_per_minute, tokens_per_day, limits_changed_at
                          from users
                         where limits_changed_at is not null
                           and (limits_changed_at, id)
                               > (:from, coalesce(:behind::uuid, '00000000-0000-0000-0000-000000000000'))
                         order by limits_changed_at, id
                         limit :limit
                        """)
                .bind("from", from)
                .bind("behind", behind)
                .bind("limit", limit)
                .map((row, context) -> new Change(
                        new UserId(Columns.uuid(row, "id")),
                        UserRow.limits(row),
                        Columns.instant(row, "limits_changed_at")))
                .list());
    }
}
