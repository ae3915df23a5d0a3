package bot.conversational.domain.search.text;

/**
 * What words begin with that somebody looks for.
 *
 * @param exact to be found at the beginning of words
 * @param base to be found at the beginning of words and variants
 */
public record Beginning(String exact, String base) {

    static Beginning of(String prefix) {
        String exact = Folding.exact(prefix);
        return new Beginning(exact, Folding.base(exact));
    }
}
