package bot.conversational.domain.conversation;

/** A user's judgement of an answer. */
public enum Rating {
    UP,
    DOWN
}
