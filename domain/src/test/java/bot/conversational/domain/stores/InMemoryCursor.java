package bot.conversational.domain.stores;

import java.time.Instant;

/** How far a consumer has read, and who may. In memory all users are in one shard. */
public record InMemoryCursor(int position, String node, Instant leaseUntil) {

    public boolean isHeldBy(String other, Instant now) {
        return node.equals(other) && now.isBefore(leaseUntil);
    }

    public boolean isFree(Instant now) {
        return !now.isBefore(leaseUntil);
    }
}
