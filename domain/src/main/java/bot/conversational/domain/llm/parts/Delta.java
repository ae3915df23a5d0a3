package bot.conversational.domain.llm.parts;

/** A piece of an answer, as it arrives. */
public sealed interface Delta {

    /** More text. After another part it begins a new part of text. */
    record Text(String text) implements Delta {}

    /** A part begins, and the one before is closed. Its text or arguments may be empty so far. */
    record Opened(Part part) implements Delta {}

    /** More of the reasoning or of the arguments that were opened last. */
    record More(String text) implements Delta {}

    /**
     * A piece in the provider's own words, of an answer to a {@link bot.conversational.domain.llm.Verbatim}.
     *
     * @param json in one line
     * @param text what the first answer says in it
     * @param isPlain whether it says nothing else
     */
    record Foreign(String json, String text, boolean isPlain) implements Delta {}

    /** The signature of the reasoning that was opened last. */
    record Signed(String signature) implements Delta {}
}
