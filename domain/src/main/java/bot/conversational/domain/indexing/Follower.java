package bot.conversational.domain.indexing;

/** Who follows the changes: each has cursors of its own. */
public enum Follower {
    /** Keeps the full-text index in step, see {@link IndexMessages}. */
    SEARCH_INDEX("search-index");

    private final String consumer;

    Follower(String consumer) {
        this.consumer = consumer;
    }

    /** The name that its cursors are stored under, as {@link ChangeFeed} takes it. */
    public String consumer() {
        return consumer;
    }
}
