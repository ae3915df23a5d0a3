package bot.conversational.domain.search;

import bot.conversational.domain.search.WordParts.Part;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pieces of a text around the words of a query, for a search that finds texts but cannot show where. Words count as
 * found by their {@linkplain WordParts parts}, without stems.
 */
public final class Excerpts {

    private static final int MOST = 3;

    /** Chars in front of the first mark, and in all; about two lines of a screen. */
    private static final int BEFORE = 50;

    private static final int LENGTH = 150;

    private final String text;
    private final List<Part> parts;
    private final List<String> words;

    /** By the number of a part: whether it is marked. */
    private final BitSet marked = new BitSet();

    private Excerpts(QueryText terms, String text) {
        this.text = text;
        parts = WordParts.of(text).stream().flatMap(List::stream).toList();
        words = parts.stream().map(Part::text).toList();
        terms.wanted().forEach(this::markAll);
        terms.prefixes().forEach(this::markBeginnings);
        markWhole(terms);
    }

    /**
     * At most three pieces of the text in its order, escaped for HTML except {@code <em>} around the words of the
     * query; none when no word of the query is in the text.
     */
    public static List<String> of(QueryText terms, String text) {
        return new Excerpts(terms, text).pieces();
    }

    private void markAll(String phrase) {
        List<String> wanted = WordParts.of(phrase).stream()
                .flatMap(List::stream)
                .map(Part::text)
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        int at = 0;
        int found = Collections.indexOfSubList(words, wanted);
        while (found >= 0) {
            marked.set(at + found, at + found + wanted.size());
            at += found + wanted.size();
            found = Collections.indexOfSubList(words.subList(at, words.size()), wanted);
        }
    }

    private void markBeginnings(String prefix) {
        String start = prefix.toLowerCase(Locale.ROOT);
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith(start)) {
                marked.set(i);
            }
        }
    }

    /** Compound words that were wanted as a whole, without their capitals or by their beginning. */
    private void markWhole(QueryText terms) {
        Set<String> wanted =
                terms.wanted().stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        int at = 0;
        for (List<Part> compound : WordParts.of(text)) {
            int end = at + compound.size();
            String whole = text.substring(
                            compound.getFirst().start(), compound.getLast().end())
                    .toLowerCase(Locale.ROOT);
            if (wanted.contains(whole)
                    || terms.prefixes().stream().anyMatch(it -> whole.startsWith(it.toLowerCase(Locale.ROOT)))) {
                marked.set(at, end);
            }
            at = end;
        }
    }

    private List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        int next = marked.nextSetBit(0);
        while (next >= 0 && pieces.size() < MOST) {
            int start = startOfPiece(parts.get(next).start());
            int end = endOfPiece(Math.max(start + LENGTH, parts.get(next).end()));
            pieces.add(piece(next, start, end));
            while (next >= 0 && parts.get(next).start() < end) {
                next = marked.nextSetBit(next + 1);
            }
        }
        return pieces;
    }

    /** At the beginning of a word near enough. */
    private int startOfPiece(int mark) {
        int earliest = Math.max(0, mark - BEFORE);
        return earliest == 0
                ? 0
                : parts.stream()
                        .mapToInt(Part::start)
                        .filter(start -> start >= earliest)
                        .findFirst()
                        .orElse(mark);
    }

    /** At the end of a word, or of the text when that is near. */
    private int endOfPiece(int wanted) {
        return wanted >= text.length()
                ? text.length()
                : parts.stream()
                        .mapToInt(Part::end)
                        .filter(end -> end >= wanted)
                        .findFirst()
                        .orElse(text.length());
    }

    private String piece(int firstMark, int start, int end) {
        StringBuilder piece = new StringBuilder();
        int at = start;
        for (int i = firstMark; i >= 0 && parts.get(i).end() <= end; i = marked.nextSetBit(i + 1)) {
            Part part = parts.get(i);
            piece.append(escaped(text.substring(at, part.start())))
                    .append("<em>")
                    .append(escaped(text.substring(part.start(), part.end())))
                    .append("</em>");
            at = part.end();
        }
        return piece.append(escaped(text.substring(at, end))).toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#x27;");
    }
}
