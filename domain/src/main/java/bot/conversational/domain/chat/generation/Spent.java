package bot.conversational.domain.chat.generation;

/**
 * What models took, or may take at most.
 *
 * @param tokens of prompts and answers
 * @param micros millionths of the currency
 */
public record Spent(long tokens, long micros) {

    static final Spent NOTHING = new Spent(0, 0);

    Spent minus(Spent other) {
        return new Spent(tokens - other.tokens, micros - other.micros);
    }
}
