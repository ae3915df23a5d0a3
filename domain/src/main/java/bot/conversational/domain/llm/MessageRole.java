package bot.conversational.domain.llm;

/** Who speaks in a message. */
public enum MessageRole {
    USER,
    ASSISTANT,
    SYSTEM
}
