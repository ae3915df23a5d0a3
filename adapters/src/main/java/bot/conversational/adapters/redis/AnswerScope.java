package bot.conversational.adapters.redis;

/** Who may be given a cached answer. */
public enum AnswerScope {
    /** The user for whom it was made, and nobody can tell from timing what another asked. */
    USER,
    /** Anybody who asks the same in the same context. Needs a single Redis server, not a cluster. */
    GLOBAL
}
