package bot.conversational.domain.conversation;

/** Who speaks in a message. */
public enum MessageRole {
    USER,
    ASSISTANT,
    SYSTEM
}
