package bot.conversational.adapters.postgres.sharing;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.sharing.Share;
import bot.conversational.domain.sharing.ShareId;
import bot.conversational.domain.sharing.ShareTerms;
import bot.conversational.domain.sharing.ShareToken;
import bot.conversational.domain.sharing.Visibility;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads a share from a row, whose columns are those of {@code sql/shares/parts/columns.sql}. */
final class ShareRow {

    private ShareRow() {}

    static Share read(ResultSet row) throws SQLException {
        Share.Link link = new Share.Link(
                new ShareToken(row.getString("token")),
                new ConversationId(Columns.uuid(row, "conversation_id")),
                Columns.uuidIfAny(row, "branch").map(MessageId::new));
        ShareTerms terms = new ShareTerms(
                Columns.constant(Visibility.class, row.getString("visibility")),
                Columns.instantIfAny(row, "expires_at"),
                row.getBoolean("show_name"),
                new ShareTerms.Ticked(
                        row.getBoolean("reasoning"), row.getBoolean("tool_results"), row.getBoolean("files")));
        return new Share(
                new ShareId(Columns.uuid(row, "id")),
                new UserId(Columns.uuid(row, "user_id")),
                link,
                terms,
                row.getInt("revision"),
                Columns.instant(row, "created_at"),
                row.getLong("views"));
    }
}
