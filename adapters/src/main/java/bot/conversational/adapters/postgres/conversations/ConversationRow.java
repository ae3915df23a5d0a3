package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.folders.FilingRow;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads a conversation from a row, whose columns are those of {@code sql/conversations/parts/columns.sql}. */
public final class ConversationRow {

    private ConversationRow() {}

    /** The conversation, or empty where an outer join found none. */
    public static Optional<Conversation> readIfAny(ResultSet row) throws SQLException {
        return Columns.uuidIfAny(row, "c_id").isPresent() ? Optional.of(read(row)) : Optional.empty();
    }

    public static Conversation read(ResultSet row) throws SQLException {
        ConversationSettings settings = new ConversationSettings(
                Columns.text(row, "c_title"),
                Columns.text(row, "c_model"),
                Columns.text(row, "c_system_prompt"),
                row.getBoolean("c_pinned"),
                row.getBoolean("c_archived"));
        ConversationProgress progress = new ConversationProgress(
                row.getInt("c_message_count"),
                Columns.instant(row, "c_created_at"),
                Columns.instant(row, "c_updated_at"),
                row.getLong("c_version"));
        return new Conversation(
                new ConversationId(Columns.uuid(row, "c_id")),
                new UserId(Columns.uuid(row, "c_user_id")),
                settings,
                FilingRow.read(row, "c_folder_id", "c_tags"),
                progress);
    }
}
