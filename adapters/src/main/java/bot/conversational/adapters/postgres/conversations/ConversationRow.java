package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads a conversation from a row. */
public final class ConversationRow {

    private ConversationRow() {}

    public static Conversation read(ResultSet row) throws SQLException {
        return read(row, "");
    }

    /** @param prefix of each column's name, where other things have columns of the same names */
    public static Conversation read(ResultSet row, String prefix) throws SQLException {
        ConversationSettings settings = new ConversationSettings(
                Columns.text(row, prefix + "title"),
                Columns.text(row, prefix + "model"),
                Columns.text(row, prefix + "system_prompt"),
                row.getBoolean(prefix + "pinned"),
                row.getBoolean(prefix + "archived"));
        ConversationProgress progress = new ConversationProgress(
                row.getInt(prefix + "message_count"),
                Columns.instant(row, prefix + "created_at"),
                Columns.instant(row, prefix + "updated_at"),
                row.getLong(prefix + "version"));
        return new Conversation(
                new ConversationId(Columns.uuid(row, prefix + "id")),
                new UserId(Columns.uuid(row, prefix + "user_id")),
                settings,
                progress);
    }
}
