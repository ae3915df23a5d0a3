package bot.conversational.domain.llm.parts;

/**
 * A place in an answer while it arrives.
 *
 * @param bytes of UTF-8 of all texts, reasoning and arguments before it, in the order in which they arrived
 * @param marks the beginnings of parts, and signatures, that came after the last of these bytes and are before it
 */
public record Place(long bytes, int marks) {

    public static final Place START = new Place(0, 0);
}
