package bot.conversational.benchmarks.wire;

/** Who waits for an answer. Called by the loop's thread. */
public interface Reply {

    /** Comes first. */
    void status(int status);

    /** A piece of the body, wherever it was cut; the bytes are somebody else's afterwards. */
    void body(byte[] bytes, int from, int to);

    /** All came. */
    void end();

    /** The connection ended before the answer did. */
    void broken(String why);
}
