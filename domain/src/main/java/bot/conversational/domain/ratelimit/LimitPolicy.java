package bot.conversational.domain.ratelimit;

/**
 * The rate limits, and how each fails: what it does while calls cannot be counted for all nodes together. This is the
 * only place that says so. All fail closed: nothing passes uncounted. They differ in how much a node allows that counts
 * by itself.
 */
public enum LimitPolicy {

    /** Calls that make a model answer. They cost money: all nodes together never allow more than the limit. */
    CHAT("chat", Alone.SHARE),

    /** All other calls of a session. */
    API("api", Alone.SHARE),

    /**
     * Log-ins that fail. A share could be one single slip, and an outage would lock people out: so each node allows the
     * whole limit, and an attacker who knows of the outage has as many times more guesses as there are nodes.
     */
    LOG_IN("login", Alone.WHOLE),

    /** Attempts to register. An outage would close a small limit for everybody: each node allows the whole of it. */
    REGISTER("register", Alone.WHOLE),

    /** Readings of shares by strangers, by address: many people may have one, so each node allows the whole of it. */
    SHARED("shared", Alone.WHOLE);

    private enum Alone {
        SHARE,
        WHOLE
    }

    private final String label;
    private final Alone alone;

    LimitPolicy(String label, Alone alone) {
        this.label = label;
        this.alone = alone;
    }

    /** The limit's name in headers and keys. */
    public String label() {
        return label;
    }

    /** How much one of {@code nodes} nodes allows that counts by itself; never nothing. */
    public int alone(int whole, int nodes) {
        return switch (alone) {
            case SHARE -> Math.max(1, whole / nodes);
            case WHOLE -> whole;
        };
    }
}
