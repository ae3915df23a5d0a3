package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.domain.administration.ManagedUser;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.EmailAddress;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code users}. */
public final class UserRow {

    private UserRow() {}

    static User user(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime suspendedAt = row.getObject("suspended_at", OffsetDateTime.class);
        return new User(
                new UserId(Columns.uuid(row, "id")),
                new EmailAddress(row.getString("email")),
                Columns.text(row, "display_name"),
                Columns.role(row, "role"),
                suspendedAt == null ? AccountState.ACTIVE : AccountState.SUSPENDED,
                Columns.integer(row, "retention_days"),
                Columns.instant(row, "created_at"));
    }

    static ManagedUser managed(ResultSet row) throws SQLException {
        return new ManagedUser(user(row), limits(row));
    }

    public static UserLimits limits(ResultSet row) throws SQLException {
        return new UserLimits(Columns.integer(row, "requests_per_minute"), Columns.number(row, "tokens_per_day"));
    }
}
