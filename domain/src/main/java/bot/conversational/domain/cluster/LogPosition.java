package bot.conversational.domain.cluster;

/**
 * A place in the log of the source of truth, which a copy follows: a copy that has come so far has all that was written
 * before it.
 *
 * @param text that only the store understands; later places have greater texts
 */
public record LogPosition(String text) implements Comparable<LogPosition> {

    /** Behind every place: nobody knows how far a write got. */
    public static final LogPosition UNKNOWN = new LogPosition("~");

    @Override
    public int compareTo(LogPosition other) {
        return text.compareTo(other.text);
    }
}
