package bot.conversational.domain.llm;

/**
 * A request as its caller wrote it in OpenAI's protocol. Servers of that protocol get it as it came, but for the model's
 * name, and give what they answer in its own words; others get the prompt that it comes with. It never prints itself.
 *
 * @param body a JSON object
 * @param streamed whether the answer is wanted in chunks; else as one object
 * @param usageWanted whether a chunk at the end is to say what it cost
 * @param answers how many are wanted at once
 * @param stamp what each chunk says of itself
 */
public record Verbatim(String body, boolean streamed, boolean usageWanted, int answers, Stamp stamp) {

    /**
     * What the answer is called.
     *
     * @param created in seconds since 1970
     */
    public record Stamp(String id, long created) {}

    @Override
    public String toString() {
        return "Verbatim[redacted]";
    }
}
