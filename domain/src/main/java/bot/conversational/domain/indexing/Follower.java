package bot.conversational.domain.indexing;

/** The followers of the change feed; each has cursors of its own. */
public enum Follower {
    /** Writes changes to the full-text index, see {@link IndexMessages}. */
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
