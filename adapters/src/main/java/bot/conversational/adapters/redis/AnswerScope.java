package bot.conversational.adapters.redis;

/** Who may be given a cached answer. */
public enum AnswerScope {
    /** The user for whom it was made. Nobody can find out by timing what another user asked. */
    USER,
    /** All users who ask the same in the same context. Needs a single Redis server, not a cluster. */
    GLOBAL
}
