package bot.conversational.domain.llm;

/** Who speaks in a message. */
public enum MessageRole {
    USER,
    ASSISTANT,
    SYSTEM,
    /** Speaks the results of the tools that the message before it called. */
    TOOL
}
