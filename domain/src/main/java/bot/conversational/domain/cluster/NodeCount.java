package bot.conversational.domain.cluster;

/**
 * How many nodes serve the same users, for when each must enforce its own share of a limit. Never fails: it is the
 * number that was known last.
 */
@FunctionalInterface
public interface NodeCount {

    /** At least one. */
    int live();
}
