package bot.conversational.domain.indexing;

/** The followers of the change feed; each has cursors of its own. */
public enum Follower {
    /** Writes changes to the full-text index, see {@link IndexMessages}. */
    SEARCH_INDEX("search-index"),

    /** Embeds new messages, see {@link bot.conversational.domain.indexing.meaning.EmbedMessages}; one for each model. */
    EMBEDDINGS("embeddings");

    private final String consumer;

    Follower(String consumer) {
        this.consumer = consumer;
    }

    /** The name that its cursors are stored under, as {@link ChangeFeed} takes it. */
    public String consumer() {
        return consumer;
    }

    /** The name where there are several of a kind, each by a name of its own. */
    public String consumer(String which) {
        return consumer + ":" + which;
    }
}
