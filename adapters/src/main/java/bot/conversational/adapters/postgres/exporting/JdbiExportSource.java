package bot.conversational.adapters.postgres.exporting;

import bot.conversational.adapters.postgres.conversations.ConversationRow;
import bot.conversational.adapters.postgres.conversations.MessageRow;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.exporting.ExportSource;
import bot.conversational.domain.exporting.ExportedConversation;
import bot.conversational.domain.exporting.ExportedConversation.ExportedFolder;
import bot.conversational.domain.exporting.ExportedMessage;
import bot.conversational.domain.exporting.MonthOfUse;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** {@link ExportSource} on the tables of what users have. */
public final class JdbiExportSource implements ExportSource {

    private static final int ROWS = 200;
    private static final int MONTHS = 10_000;

    private final PostgresGuard calls;
    private final String conversation = SqlFile.read("exports/conversation");
    private final String conversations = SqlFile.read("exports/conversations");
    private final String messages = SqlFile.read("exports/messages");
    private final String use = SqlFile.read("exports/use");

    public JdbiExportSource(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Optional<ExportedConversation> conversation(UserId user, ConversationId id) {
        return calls.call(handle -> handle.createQuery(conversation)
                .bind("user", user)
                .bind("conversation", id)
                .map((row, context) -> exported(row))
                .findOne());
    }

    @Override
    public List<ExportedConversation> conversations(UserId user, Optional<ConversationId> after) {
        return calls.read(
                user,
                handle -> handle.createQuery(conversations)
                        .bind("user", user)
                        .bind("after", after)
                        .bind("rows", ROWS)
                        .map((row, context) -> exported(row))
                        .list());
    }

    private static ExportedConversation exported(ResultSet row) throws SQLException {
        Conversation read = ConversationRow.read(row);
        Optional<String> name = Columns.text(row, "folder_name");
        Optional<String> parent = Columns.text(row, "parent_name");
        Optional<String> prompt = Columns.text(row, "folder_prompt");
        return new ExportedConversation(
                read,
                read.filing().folder().flatMap(id -> name.map(it -> new ExportedFolder(id, it, parent, prompt))),
                Columns.uuidIfAny(row, "head_id").map(MessageId::new),
                row.getLong("last_seq"));
    }

    @Override
    public List<ExportedMessage> messages(UserId user, ExportedConversation of, long afterSeq) {
        return calls.read(
                user,
                handle -> handle.createQuery(messages)
                        .bind("user", user)
                        .bind("conversation", of.conversation().id())
                        .bind("after", afterSeq)
                        .bind("last", of.lastSeq())
                        .bind("rows", ROWS)
                        .bind("bytes", PageRequest.MOST_BYTES)
                        .map((row, context) -> new ExportedMessage(MessageRow.read(row), Columns.text(row, "comment")))
                        .list());
    }

    @Override
    public List<StoredFile> files(UserId user, Optional<Blob> after) {
        return calls.read(
                user,
                handle -> handle.createQuery("""
                        select sha256, media_type, name, size
                          from files
                         where user_id = :user and sha256 > :after
                         order by sha256
                         limit :rows
                        """)
                        .bind("user", user)
                        .bind("after", after.map(Blob::sha256).orElse(""))
                        .bind("rows", ROWS)
                        .map((row, context) -> new StoredFile(
                                new Blob(row.getString("sha256")),
                                row.getString("media_type"),
                                Columns.text(row, "name"),
                                row.getLong("size")))
                        .list());
    }

    @Override
    public int count(UserId user) {
        return calls.read(
                user,
                handle -> handle.createQuery("""
                        select (select count(*) from conversations where user_id = :user)
                             + (select count(*) from files where user_id = :user)
                        """)
                        .bind("user", user)
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public List<MonthOfUse> use(UserId user) {
        return calls.read(
                user,
                handle -> handle.createQuery(use)
                        .bind("user", user)
                        .bind("rows", MONTHS)
                        .map((row, context) -> new MonthOfUse(
                                Columns.instant(row, "month"),
                                row.getString("what"),
                                Columns.constant(MonthOfUse.Kind.class, row.getString("kind")),
                                row.getLong("count"),
                                row.getLong("amount")))
                        .list());
    }
}
