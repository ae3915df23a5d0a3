package bot.conversational.domain.conversation;

/** How far a message has come. All but {@link #GENERATING} are final. */
public enum MessageStatus {
    GENERATING,
    COMPLETED,
    STOPPED,
    FAILED,
    /** The node that generated it died or was drained; the saved text is its content. */
    INTERRUPTED
}
