package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.folders.FilingRow;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads a message with its conversation's {@code title}, {@code archived}, {@code folder_id}, {@code tags} and {@code
 * version} from a row.
 */
final class DocumentRow {

    private DocumentRow() {}

    static MessageDocument read(UserId user, ResultSet row) throws SQLException {
        return new MessageDocument(
                user,
                MessageRow.read(row),
                Columns.text(row, "title"),
                row.getBoolean("archived"),
                FilingRow.read(row, "folder_id", "tags"),
                row.getLong("version"));
    }
}
