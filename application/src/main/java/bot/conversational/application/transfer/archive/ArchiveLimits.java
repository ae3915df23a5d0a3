package bot.conversational.application.transfer.archive;

/**
 * How much of a file is unpacked. What is read is never kept, so these bound the time that a hostile file takes.
 *
 * @param members of a zip
 * @param memberBytes of one member, unpacked
 * @param totalBytes of all that is read, unpacked
 * @param ratio of unpacked bytes to packed ones, where a member has more than {@code unsuspicious} bytes
 * @param unsuspicious bytes of a member that may be packed however well
 */
public record ArchiveLimits(int members, long memberBytes, long totalBytes, int ratio, long unsuspicious) {

    /** Real archives have some thousand members, and JSON is packed ten to one. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(200_000, 8L << 30, 16L << 30, 200, 16L << 20);
}
