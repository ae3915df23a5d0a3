package bot.conversational.domain.search;

import bot.conversational.domain.shared.DomainException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user typed, taken apart: words and {@code "phrases"} that must occur, {@code prefix*}, and {@code -without}.
 * There is no wrong syntax: whatever is none of these is text, and what holds neither letter, digit nor pictograph (a
 * lone bracket, a quote without its second) says nothing and is left out.
 *
 * @param wanted words and phrases that must all occur
 * @param prefixes 2 to 19 letters or digits that words must begin with, without the star
 * @param unwanted words and phrases of which none may occur
 */
public record QueryText(List<String> wanted, List<String> prefixes, List<String> unwanted) {

    public static final int MAX_TERMS = 64;

    // Either a phrase, which ends at its quote, or all up to the next white space. A minus counts in front of what
    // could
    // be wanted, only: "--verbose" and "-" are text.
    private static final Pattern TERM =
            Pattern.compile("(?<minus>(?:-(?=[\\p{L}\\p{N}\"]))?)(?:\"(?<phrase>[^\"]*)\"|(?<word>[^\\s\\h]+))");

    // The index keeps beginnings of these lengths; longer ones would cost a walk through all its words.
    private static final Pattern PREFIX = Pattern.compile("[\\p{L}\\p{M}\\p{N}]{2,19}\\*");

    public QueryText {
        wanted = List.copyOf(wanted);
        prefixes = List.copyOf(prefixes);
        unwanted = List.copyOf(unwanted);
    }

    /**
     * Takes a text apart.
     *
     * @throws DomainException.Invalid when it holds more than {@value #MAX_TERMS} terms
     */
    public static QueryText parse(String text) {
        List<String> wanted = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        List<String> unwanted = new ArrayList<>();
        Matcher term = TERM.matcher(text);
        while (term.find()) {
            String phrase = term.group("phrase");
            String words = phrase == null ? term.group("word") : phrase;
            boolean minus = !term.group("minus").isEmpty();
            if (!says(words)) {
                continue;
            }
            if (minus) {
                unwanted.add(words);
            } else if (phrase == null && PREFIX.matcher(words).matches()) {
                prefixes.add(words.substring(0, words.length() - 1));
            } else {
                wanted.add(words);
            }
        }
        if (wanted.size() + prefixes.size() + unwanted.size() > MAX_TERMS) {
            throw new DomainException.Invalid("q", "must have at most " + MAX_TERMS + " terms");
        }
        return new QueryText(wanted, prefixes, unwanted);
    }

    /** Whether nothing is asked for, so that nothing can be found. */
    public boolean isEmpty() {
        return wanted.isEmpty() && prefixes.isEmpty() && unwanted.isEmpty();
    }

    private static boolean says(String text) {
        return text.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || Character.isEmojiPresentation(c));
    }

    /** Without the text, which is a person's own: it gets into no log. */
    @Override
    public String toString() {
        return "QueryText[" + wanted.size() + " wanted, " + prefixes.size() + " prefixes, " + unwanted.size()
                + " unwanted]";
    }
}
