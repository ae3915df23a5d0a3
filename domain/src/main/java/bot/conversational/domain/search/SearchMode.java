package bot.conversational.domain.search;

/** How messages are found. */
public enum SearchMode {
    /** By their words. */
    KEYWORD,
    /** By what they mean. */
    SEMANTIC,
    /** By both, as one list. */
    HYBRID
}
