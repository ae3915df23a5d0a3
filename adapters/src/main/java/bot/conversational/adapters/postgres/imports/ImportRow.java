package bot.conversational.adapters.postgres.imports;

import bot.conversational.adapters.json.StoredFindings;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.domain.transfer.ImportId;
import bot.conversational.domain.transfer.ImportSource;
import bot.conversational.domain.transfer.jobs.ClaimedImport;
import bot.conversational.domain.transfer.jobs.ImportCounts;
import bot.conversational.domain.transfer.jobs.ImportJob;
import bot.conversational.domain.transfer.jobs.ImportState;
import bot.conversational.domain.transfer.jobs.ImportStatus;
import bot.conversational.domain.transfer.jobs.ImportSubject;
import bot.conversational.domain.transfer.jobs.ImportTimes;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of {@code imports}. */
final class ImportRow {

    private ImportRow() {}

    static ClaimedImport claimed(ResultSet row) throws SQLException {
        return new ClaimedImport(job(row), row.getInt("attempt"), row.getInt("done"));
    }

    static ImportJob job(ResultSet row) throws SQLException {
        return new ImportJob(
                new ImportId(Columns.uuid(row, "id")),
                new UserId(Columns.uuid(row, "user_id")),
                new ImportSubject(
                        Columns.text(row, "format").map(name -> Columns.constant(ImportSource.class, name)),
                        row.getString("file_name"),
                        row.getLong("bytes"),
                        row.getBoolean("dry_run")),
                new ImportState(
                        Columns.constant(ImportStatus.class, row.getString("status")),
                        row.getDouble("progress"),
                        Columns.text(row, "reason")),
                new ImportCounts(
                        row.getInt("imported"),
                        row.getInt("extended"),
                        row.getInt("unchanged"),
                        row.getInt("messages")),
                StoredFindings.read(Columns.text(row, "findings")),
                new ImportTimes(Columns.instant(row, "created_at"), Columns.instantIfAny(row, "ended_at")));
    }
}
