package bot.conversational.domain.conversation;

/** What a user thought of an answer. */
public enum Rating {
    UP,
    DOWN
}
