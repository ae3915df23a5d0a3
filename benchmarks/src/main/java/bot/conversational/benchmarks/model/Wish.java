package bot.conversational.benchmarks.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is to come, as a question says it: {@code 500 tokens at 50 a second}, {@code 20 tokens after 200 ms}.
 *
 * @param tokens each of them a word
 * @param perSecond 0: all at once
 * @param afterMillis until the first
 * @param saying the first word; empty: any
 */
public record Wish(int tokens, int perSecond, int afterMillis, String saying) {

    /** What a question that wishes nothing gets. */
    public static final Wish NONE = new Wish(20, 0, 0, "");

    /** Of five letters, so that the length of an answer is known. */
    private static final String[] WORDS = {
        "amber", "birch", "cedar", "delta", "ember", "flint", "grove", "hazel", "ivory", "jewel", "knoll", "larch",
        "maple", "north", "olive", "pearl"
    };

    private static final Pattern SHAPE = Pattern.compile(
            "(\\d{1,6}) tokens(?: at (\\d{1,6}) a second)?(?: after (\\d{1,9}) ms)?(?: saying (\\w{1,40}))?");

    /** The last one of a request: those before it were of other questions. */
    public static Wish in(String request) {
        Wish last = NONE;
        for (Matcher matcher = SHAPE.matcher(request); matcher.find(); ) {
            last = new Wish(
                    Integer.parseInt(matcher.group(1)),
                    number(matcher.group(2)),
                    number(matcher.group(3)),
                    matcher.group(4) == null ? "" : matcher.group(4));
        }
        return last;
    }

    public String text() {
        return tokens + " tokens"
                + (perSecond > 0 ? " at " + perSecond + " a second" : "")
                + (afterMillis > 0 ? " after " + afterMillis + " ms" : "")
                + (saying.isEmpty() ? "" : " saying " + saying);
    }

    /** A word of the answer, with the space behind it. */
    public String token(int number) {
        return (number == 0 && !saying.isEmpty() ? saying : WORDS[number % WORDS.length]) + " ";
    }

    /** Characters of the whole answer. */
    public int length() {
        int usual = tokens * (WORDS[0].length() + 1);
        return saying.isEmpty() || tokens == 0 ? usual : usual - WORDS[0].length() + saying.length();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
