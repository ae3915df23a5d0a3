package bot.conversational.domain.search;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of texts and how a query matches them, as plainly as the fake index needs it. */
final class Words {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");

    private Words() {}

    static List<String> of(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(word -> word.group())
                .toList();
    }

    static boolean match(QueryText terms, String text) {
        List<String> words = of(text);
        return terms.wanted().stream().allMatch(it -> contains(words, it))
                && terms.prefixes().stream().allMatch(it -> words.stream().anyMatch(word -> word.startsWith(lower(it))))
                && terms.unwanted().stream().noneMatch(it -> contains(words, it));
    }

    /** How often what is wanted occurs: enough to prefer one text to another. */
    static double score(QueryText terms, String text) {
        return of(text).stream().filter(word -> isWanted(terms, word)).count();
    }

    /** The whole text when anything in it is wanted. */
    static List<String> highlights(QueryText terms, String text) {
        StringBuilder marked = new StringBuilder();
        Matcher word = WORD.matcher(text);
        int end = 0;
        boolean any = false;
        while (word.find()) {
            marked.append(escaped(text.substring(end, word.start())));
            boolean wanted = isWanted(terms, lower(word.group()));
            marked.append(wanted ? "<em>" + word.group() + "</em>" : word.group());
            any |= wanted;
            end = word.end();
        }
        marked.append(escaped(text.substring(end)));
        return any ? List.of(marked.toString()) : List.of();
    }

    private static boolean contains(List<String> words, String phrase) {
        return Collections.indexOfSubList(words, of(phrase)) >= 0;
    }

    private static boolean isWanted(QueryText terms, String word) {
        return terms.wanted().stream().flatMap(it -> of(it).stream()).anyMatch(word::equals)
                || terms.prefixes().stream().anyMatch(it -> word.startsWith(lower(it)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
