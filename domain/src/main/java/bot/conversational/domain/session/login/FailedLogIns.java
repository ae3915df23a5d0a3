package bot.conversational.domain.session.login;

import java.time.Duration;
import java.util.List;

/**
 * Counts the attempts at passwords that fail. An attempt counts as failed from its beginning and is taken back when it
 * succeeds: parallel attempts never exceed a limit. Both methods throw {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the counts are in another store and that is
 * unavailable.
 */
public interface FailedLogIns {

    /** The counts that all nodes share. */
    interface Shared extends FailedLogIns {}

    /** The counts of this node alone, for while the shared ones are unavailable. Never fails. */
    interface Own extends FailedLogIns {}

    /** Whether an attempt may be made. */
    sealed interface Counting {

        /**
         * It may be made, and is counted.
         *
         * @param windows of each count, the end of the window that it was added to, milliseconds since 1970
         */
        record Counted(List<FailureCount> counts, List<Long> windows) implements Counting {}

        /** A limit is used up. */
        record Refused(Duration retryAfter) implements Counting {}
    }

    /** Counts an attempt under all of these, unless one of their limits is used up: then under none. Atomic. */
    Counting count(List<FailureCount> counts);

    /**
     * Counts one attempt less: it did not fail. A count whose window is over is left as it is, since what counts by now
     * are other attempts. Atomic.
     */
    void takeBack(Counting.Counted attempt);
}
