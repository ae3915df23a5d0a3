package bot.conversational.domain.transfer.jobs;

/**
 * What became of the conversations of an import, but for those that were skipped.
 *
 * @param imported which were added
 * @param extended which were there, and got what was new
 * @param unchanged which were there with all of it
 * @param messages added
 */
public record ImportCounts(int imported, int extended, int unchanged, int messages) {

    public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0);
}
