package bot.conversational.domain.sharing;

import bot.conversational.domain.sharing.ShareStore.Viewed;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the views of shares in memory, and adds them to the store now and then: a reading writes nothing. A node that
 * dies loses what it has not added yet.
 */
public final class CountViews {

    /** Shares that a node counts at once; views of further ones are not counted until the next time. */
    private static final int SHARES = 10_000;

    private final ShareStore shares;
    private final Map<Viewed, Long> counted = new ConcurrentHashMap<>();

    public CountViews(ShareStore shares) {
        this.shares = shares;
    }

    void count(OpenShare read) {
        Viewed share = new Viewed(read.owner(), read.id());
        if (counted.size() < SHARES || counted.containsKey(share)) {
            counted.merge(share, 1L, Long::sum);
        }
    }

    /** Adds what was counted since the last time. What the store does not take now is added the next time. */
    public void runOnce() {
        Map<Viewed, Long> views = new HashMap<>();
        counted.keySet().forEach(share -> {
            Long count = counted.remove(share);
            if (count != null) {
                views.put(share, count);
            }
        });
        if (views.isEmpty()) {
            return;
        }
        boolean added = false;
        try {
            shares.addViews(views);
            added = true;
        } finally {
            if (!added) {
                views.forEach((share, count) -> counted.merge(share, count, Long::sum));
            }
        }
    }
}
