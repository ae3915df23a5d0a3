package bot.conversational.adapters.postgres.keys;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.domain.apikey.KeyDetails;
import bot.conversational.domain.session.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/** Reads what rows of users' and of services' keys have in common. */
final class KeyRow {

    private KeyRow() {}

    static KeyDetails details(ResultSet row) throws SQLException {
        return new KeyDetails(
                row.getString("name"),
                row.getString("prefix"),
                Columns.instantIfAny(row, "expires_at"),
                Columns.instantIfAny(row, "last_used_at"),
                Columns.instant(row, "created_at"));
    }

    static Set<Scope> scopes(ResultSet row) throws SQLException {
        return Scope.known(Columns.texts(row, "scopes"));
    }
}
