package bot.conversational.domain.search.meaning;

import bot.conversational.domain.llm.MessageRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The passages of a message that each get a vector: of about 100 words, of which 25 are those that the one before ended
 * with, so that what is said across a border is whole in one of them.
 */
public final class Passages {

    /** The same message always has the same passages, or the stored numbers would point at other texts. */
    private static final int WORDS = 100;

    private static final int OVERLAP = 25;
    private static final int MOST = 16;

    /** Scripts without spaces have words of any length: so many chars count as one. */
    private static final int CHARS_OF_WORD = 12;

    /** "ok" and "thanks" mean nothing that anybody looks for. */
    private static final int FEWEST_WORDS = 2;

    /** What tools returned and what a system prompt says is nobody's talk. */
    private static final Set<MessageRole> SAID = Set.of(MessageRole.USER, MessageRole.ASSISTANT);

    private record Word(int start, int end, int weight) {}

    private Passages() {}

    /** The passages that a message is found by, in order: none when neither a person nor a model said it. */
    public static List<String> of(MessageRole role, String text) {
        return SAID.contains(role) ? of(text) : List.of();
    }

    /** The passages of a text, in order, at most {@value #MOST}; none when it says next to nothing. */
    public static List<String> of(String text) {
        List<Word> words = words(text);
        if (words.stream().mapToInt(Word::weight).sum() < FEWEST_WORDS) {
            return List.of();
        }
        List<String> passages = new ArrayList<>();
        int from = 0;
        while (passages.size() < MOST) {
            int to = end(words, from);
            passages.add(
                    text.substring(words.get(from).start(), words.get(to - 1).end()));
            if (to == words.size()) {
                break;
            }
            from = Math.max(from + 1, beginOfNext(words, to));
        }
        return List.copyOf(passages);
    }

    /** One of them by its number, from 0; empty when there is none. */
    public static Optional<String> passage(String text, int number) {
        List<String> passages = of(text);
        return number < passages.size() ? Optional.of(passages.get(number)) : Optional.empty();
    }

    private static int end(List<Word> words, int from) {
        int to = from;
        int weight = 0;
        do {
            weight += words.get(to++).weight();
        } while (to < words.size() && weight + words.get(to).weight() <= WORDS);
        return to;
    }

    private static int beginOfNext(List<Word> words, int end) {
        int begin = end;
        int weight = 0;
        while (begin > 0 && weight + words.get(begin - 1).weight() <= OVERLAP) {
            weight += words.get(--begin).weight();
        }
        return begin;
    }

    /** What stands between white space, cut where it is too long for a passage; without signs that say nothing. */
    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            boolean says = false;
            while (at < text.length()
                    && !Character.isWhitespace(text.codePointAt(at))
                    && at - start < CHARS_OF_WORD * OVERLAP) {
                int c = text.codePointAt(at);
                says |= Character.isLetterOrDigit(c) || Character.isEmojiPresentation(c);
                at += Character.charCount(c);
            }
            if (says) {
                words.add(new Word(start, at, 1 + (at - start - 1) / CHARS_OF_WORD));
            }
            if (at < text.length() && Character.isWhitespace(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        return words;
    }
}
