package bot.conversational.domain.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words of texts and how a query matches them, as plainly as the fake index needs it. */
public final class Words {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");

    private Words() {}

    static List<String> of(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(word -> word.group())
                .toList();
    }

    public static boolean match(QueryText terms, String text) {
        List<List<String>> words = new ArrayList<>(List.of(of(text)));
        WordParts.ofCompounds(text).forEach(it -> words.add(List.of(it.split(" "))));
        return terms.words().stream().filter(it -> contains(words, it)).count() >= terms.required()
                && terms.phrases().stream().allMatch(it -> contains(words, it))
                && terms.prefixes().stream()
                        .allMatch(
                                it -> words.stream().flatMap(List::stream).anyMatch(word -> word.startsWith(lower(it))))
                && terms.unwanted().stream().noneMatch(it -> contains(words, it));
    }

    /** How often what is wanted occurs: enough to prefer one text to another. */
    public static double score(QueryText terms, String text) {
        return of(text).stream().filter(word -> isWanted(terms, word)).count();
    }

    private static boolean contains(List<List<String>> words, String phrase) {
        List<String> parts = List.of(WordParts.spelledOut(phrase).split(" "));
        return words.stream()
                .anyMatch(it ->
                        Collections.indexOfSubList(it, of(phrase)) >= 0 || Collections.indexOfSubList(it, parts) >= 0);
    }

    private static boolean isWanted(QueryText terms, String word) {
        return terms.wanted().stream().flatMap(it -> of(it).stream()).anyMatch(word::equals)
                || terms.prefixes().stream().anyMatch(it -> word.startsWith(lower(it)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
