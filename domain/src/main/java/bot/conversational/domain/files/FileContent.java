package bot.conversational.domain.files;

/** The bytes of a file. They are read in chunks, any number of times, so that no call holds all of them. */
public interface FileContent {

    /** Bytes of each chunk but the last, which may have fewer. */
    int CHUNK = 1 << 20;

    /** In bytes. */
    long size();

    /**
     * One chunk of it.
     *
     * @param n from 0 up to but without {@link #chunks}
     * @throws bot.conversational.domain.shared.DomainException.NotFound when the file has been removed meanwhile
     */
    byte[] chunk(int n);

    /** How many chunks it has. */
    default int chunks() {
        return Math.toIntExact(Math.ceilDiv(size(), CHUNK));
    }
}
