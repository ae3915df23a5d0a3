package bot.conversational.domain.search.text;

import bot.conversational.domain.shared.DomainException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user's query, parsed: words, {@code "phrases"}, {@code prefix*}, and {@code -without}. There is no wrong syntax:
 * everything else is text. Text without a letter, digit or pictograph (a lone bracket, a quote without its second) is
 * left out.
 *
 * @param words of which one must occur; the more of them do, and the rarer those are, the better
 * @param phrases that must all occur
 * @param prefixes 2 to 19 letters or digits that words must begin with, without the star
 * @param unwanted words and phrases that must not occur
 */
public record QueryText(List<String> words, List<String> phrases, List<String> prefixes, List<String> unwanted) {

    public static final int MAX_TERMS = 64;

    // Either a phrase, which ends at its quote, or all up to the next white space. A minus counts in front of what can
    // be wanted only: "--verbose" and "-" are text.
    private static final Pattern TERM =
            Pattern.compile("(?<minus>(?:-(?=[\\p{L}\\p{N}\"]))?)(?:\"(?<phrase>[^\"]*)\"|(?<word>[^\\s\\h]+))");

    private static final Pattern PREFIX = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{Cf}]+\\*");

    // The index has prefixes of these lengths; longer ones would cost a scan of all its words.
    private static final int SHORTEST_PREFIX = 2;
    private static final int LONGEST_PREFIX = 19;

    public QueryText {
        words = List.copyOf(words);
        phrases = List.copyOf(phrases);
        prefixes = List.copyOf(prefixes);
        unwanted = List.copyOf(unwanted);
    }

    /**
     * Takes a text apart.
     *
     * @throws DomainException.Invalid when it holds more than {@value #MAX_TERMS} terms
     */
    public static QueryText parse(String text) {
        List<String> words = new ArrayList<>();
        List<String> phrases = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        List<String> unwanted = new ArrayList<>();
        Matcher term = TERM.matcher(text);
        while (term.find()) {
            String phrase = term.group("phrase");
            String said = phrase == null ? term.group("word") : phrase;
            if (TextScan.of(said).isEmpty()) {
                continue;
            }
            if (!term.group("minus").isEmpty()) {
                unwanted.add(said);
            } else if (phrase != null) {
                phrases.add(said);
            } else if (isPrefix(said)) {
                prefixes.add(said.substring(0, said.length() - 1));
            } else {
                words.add(said);
            }
        }
        if (words.size() + phrases.size() + prefixes.size() + unwanted.size() > MAX_TERMS) {
            throw new DomainException.Invalid("q", "must have at most " + MAX_TERMS + " terms");
        }
        return new QueryText(words, phrases, prefixes, unwanted);
    }

    /** Whether nothing is asked for, so that nothing can be found. */
    public boolean isEmpty() {
        return words.isEmpty() && phrases.isEmpty() && prefixes.isEmpty() && unwanted.isEmpty();
    }

    /** Words and phrases alike. */
    public List<String> wanted() {
        List<String> wanted = new ArrayList<>(words);
        wanted.addAll(phrases);
        return List.copyOf(wanted);
    }

    private static boolean isPrefix(String said) {
        int length = PREFIX.matcher(said).matches() ? Folding.exact(said).length() : 0;
        return length >= SHORTEST_PREFIX && length <= LONGEST_PREFIX;
    }

    /** Without the text, which is a person's own: it gets into no log. */
    @Override
    public String toString() {
        return "QueryText[" + words.size() + " words, " + phrases.size() + " phrases, " + prefixes.size()
                + " prefixes, " + unwanted.size() + " unwanted]";
    }
}
