package bot.conversational.application.transfer.archive;

/** Hears, often, how far a file has been read. It may throw to end the reading. */
@FunctionalInterface
public interface ReadListener {

    /** @param progress from 0 to 1, about */
    void read(double progress);
}
