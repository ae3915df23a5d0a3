package bot.conversational.domain.indexing;

import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;

/**
 * The changes of committed transactions, followed by consumers that each have a cursor of their own per shard of users.
 * A change is seen at least once, never before it is committed, and never skipped because a transaction that began
 * earlier committed later. Every method is one transaction and throws {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the store is unavailable.
 */
public interface ChangeFeed {

    /**
     * How far behind a consumer is.
     *
     * @param backlog changes that wait, counted up to 10,000
     * @param age of the oldest that waits; zero when none does
     */
    record Lag(long backlog, Duration age) {}

    /**
     * Leases (or renews) shards that no other node holds, and reads the consumer's unacknowledged changes there, at
     * most {@code limit}; the same again until {@link #acknowledge} is called. Nodes that poll share the shards evenly:
     * one that holds more than its share gives the rest back. Empty when there is nothing new or other nodes hold every
     * shard. Where a transaction elsewhere goes on for long, up to {@code limit} more that have committed since are read
     * early.
     */
    ChangeBatch poll(String consumer, String node, int limit);

    /**
     * Moves the consumer's cursors behind the batch, in the shards that this node still holds. A repeat changes
     * nothing.
     */
    void acknowledge(String consumer, String node, ChangeBatch batch);

    Lag lag(String consumer);

    /**
     * Whose transaction has gone on for longest of those that hold changes back, anywhere on the server, as a line for
     * operators; empty when none does or the store does not tell.
     */
    Optional<String> heldBackBy();

    /**
     * The position up to which a consumer has acknowledged the changes of a user's shard, when no change of the user is
     * behind it; empty when some wait, or before the consumer's first poll.
     */
    Optional<String> caughtUp(String consumer, UserId user);

    /** Whether anything of the user's was committed behind a position that {@link #caughtUp} gave. */
    boolean changedSince(UserId user, String position);
}
