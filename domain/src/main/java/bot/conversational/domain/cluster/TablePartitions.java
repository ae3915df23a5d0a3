package bot.conversational.domain.cluster;

/**
 * The largest tables of the source of truth, those of messages and turns: each in one piece, or in partitions by user. Which
 * it is changes nothing of what the stores do, but how fast.
 *
 * <p>Every method throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface TablePartitions {

    /** What a move is at. */
    enum Stage {
        /** Rows, in blocks of 8 KiB of the old tables. */
        ROWS,
        /** Indexes, and references to the tables. */
        INDEXES
    }

    /** Hears how far a move is. */
    @FunctionalInterface
    interface Progress {
        void at(Stage stage, long done, long all);
    }

    /** The partitions of each table; 1 while they are in one piece. */
    int count();

    /**
     * Moves all rows into so many partitions, or with 1 back into one piece. Nothing is changed when it fails or is killed.
     * The disk must have room for the tables once more.
     *
     * @param count a power of two, so that each partition of fewer becomes some whole ones of more
     * @throws bot.conversational.domain.shared.DomainException.Invalid when the count is none of those
     * @throws bot.conversational.domain.shared.DomainException.Conflict when a node runs, or somebody else uses the tables
     */
    void moveInto(int count, Progress progress);
}
