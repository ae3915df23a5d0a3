package bot.conversational.adapters.postgres.database;

import bot.conversational.domain.user.Role;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads columns as the domain's plainer values, the reverse of {@link DomainArgumentFactory}. */
public final class Columns {

    private Columns() {}

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static Optional<UUID> uuidIfAny(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(nullable(row, column, UUID.class));
    }

    public static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(nullable(row, column, String.class));
    }

    /** The elements of an array of texts; none for null. */
    public static Set<String> texts(ResultSet row, String column) throws SQLException {
        @Nullable Array array = row.getArray(column);
        return array == null ? Set.of() : Set.of((String[]) array.getArray());
    }

    public static Optional<String> json(ResultSet row, String column) throws SQLException {
        @Nullable String json = row.getString(column);
        return Optional.ofNullable(json);
    }

    public static Optional<Integer> integer(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(nullable(row, column, Integer.class));
    }

    public static Optional<Long> number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(nullable(row, column, Long.class));
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static Optional<Instant> instantIfAny(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(nullable(row, column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    public static Role role(ResultSet row, String column) throws SQLException {
        return constant(Role.class, row.getString(column));
    }

    public static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    private static <T> @Nullable T nullable(ResultSet row, String column, Class<T> type) throws SQLException {
        return row.getObject(column, type);
    }
}
