package bot.conversational.adapters.postgres.folders;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderPrompt;
import bot.conversational.domain.folder.Tags;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where a conversation is kept. */
public final class FilingRow {

    private FilingRow() {}

    public static Filing read(ResultSet row, String folder, String tags) throws SQLException {
        Optional<FolderId> id = Columns.uuidIfAny(row, folder).map(FolderId::new);
        @Nullable Array texts = row.getArray(tags);
        return new Filing(id, texts == null ? Tags.NONE : Tags.of(List.of((String[]) texts.getArray())));
    }

    /** What the folder says, of a row of {@code sql/turns/context.sql}. */
    public static Optional<FolderPrompt> prompt(ResultSet row) throws SQLException {
        Optional<String> text = Columns.text(row, "folder_prompt");
        int tokens = row.getInt("folder_tokens");
        return Columns.uuidIfAny(row, "folder_revision").map(revision -> new FolderPrompt(revision, text, tokens));
    }
}
