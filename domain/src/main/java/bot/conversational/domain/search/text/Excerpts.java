package bot.conversational.domain.search.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Parts of a text around the words of a query, with the words as they stand in the text, however the query spells them.
 * A search by stems finds words that are not in the query; those with the same beginning are taken for them.
 */
public final class Excerpts {

    private static final int MOST = 3;

    /** Chars in front of the first mark, and in all; about two lines of a screen. */
    private static final int BEFORE = 50;

    private static final int LENGTH = 150;

    /** Letters that words of one stem have in common at least, and those that may differ at the end of the query's. */
    private static final int STEM = 4;

    private static final int ENDING = 3;

    private final String text;
    private final List<Piece> pieces;
    private final List<String> words;

    /** By the number of a piece: whether it is marked. */
    private final BitSet marked = new BitSet();

    private Excerpts(QueryText query, String text) {
        this.text = text;
        pieces = TextScan.of(text);
        words = pieces.stream().map(Piece::base).toList();
        query.wanted().forEach(this::mark);
        query.prefixes().forEach(prefix -> markBeginnings(Folding.base(Folding.exact(prefix))));
        if (marked.isEmpty()) {
            query.words().forEach(this::markStem);
        }
    }

    /**
     * At most three parts of the text in its order, escaped for HTML except {@code <em>} around the words of the query;
     * none when no word of the query is in the text.
     */
    public static List<String> of(QueryText query, String text) {
        return new Excerpts(query, text).parts();
    }

    /** How a text begins, escaped likewise, up to the end of a word near the length. */
    public static String beginning(String text, int length) {
        if (text.length() <= length) {
            return escaped(text);
        }
        int end = text.lastIndexOf(' ', length);
        return escaped(text.substring(0, end > 0 ? end : text.offsetByCodePoints(0, length / 2))) + " …";
    }

    private void mark(String wanted) {
        List<String> parts = TextScan.of(wanted).stream().map(Piece::base).toList();
        markAll(parts);
        if (parts.size() == 1 && Hangul.isWord(parts.getFirst())) {
            markSyllables(parts.getFirst());
        }
        markJoined(String.join("", parts), parts.size() > 1);
    }

    private void markAll(List<String> parts) {
        int at = 0;
        int found = Collections.indexOfSubList(words, parts);
        while (found >= 0) {
            marked.set(at + found, at + found + parts.size());
            at += found + parts.size();
            found = Collections.indexOfSubList(words.subList(at, words.size()), parts);
        }
    }

    /**
     * Pieces of one name that are what was wanted when they are written as one.
     *
     * @param apart whether they may also stand apart, as parts of what was wanted do
     */
    private void markJoined(String wanted, boolean apart) {
        for (int from = 0; from < words.size(); from++) {
            int length = 0;
            int to = from;
            while (to < words.size()
                    && (to == from || apart || pieces.get(to).joint() != Piece.Joint.GAP)
                    && wanted.startsWith(words.get(to), length)) {
                length += words.get(to).length();
                to++;
            }
            if (length == wanted.length()) {
                marked.set(from, to);
            }
        }
    }

    private void markSyllables(String wanted) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (Hangul.isWord(word) && (wanted.length() > 1 ? word.contains(wanted) : word.startsWith(wanted))) {
                marked.set(i);
            }
        }
    }

    /** Also a name that begins so, without regard to its pieces. */
    private void markBeginnings(String prefix) {
        for (int from = 0; from < words.size(); from++) {
            int length = 0;
            int to = from;
            while (to < words.size()
                    && length < prefix.length()
                    && (to == from || pieces.get(to).joint() != Piece.Joint.GAP)
                    && prefix.regionMatches(
                            length,
                            words.get(to),
                            0,
                            Math.min(prefix.length() - length, words.get(to).length()))) {
                length += words.get(to).length();
                to++;
            }
            if (length >= prefix.length()) {
                marked.set(from, to);
            }
        }
    }

    private void markStem(String wanted) {
        String word = Folding.base(Folding.exact(wanted));
        if (word.length() > STEM) {
            markBeginnings(word.substring(0, Math.max(STEM, word.length() - ENDING)));
        }
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        int next = marked.nextSetBit(0);
        while (next >= 0 && parts.size() < MOST) {
            int start = startOfPart(pieces.get(next).start());
            int end = endOfPart(Math.max(start + LENGTH, pieces.get(next).end()));
            parts.add(part(next, start, end));
            while (next >= 0 && pieces.get(next).start() < end) {
                next = marked.nextSetBit(next + 1);
            }
        }
        return parts;
    }

    /** At the beginning of a word near enough. */
    private int startOfPart(int mark) {
        int earliest = Math.max(0, mark - BEFORE);
        return earliest == 0
                ? 0
                : pieces.stream()
                        .mapToInt(Piece::start)
                        .filter(start -> start >= earliest)
                        .findFirst()
                        .orElse(mark);
    }

    /** At the end of a word, or of the text when that is near. */
    private int endOfPart(int wanted) {
        return wanted >= text.length()
                ? text.length()
                : pieces.stream()
                        .mapToInt(Piece::end)
                        .filter(end -> end >= wanted)
                        .findFirst()
                        .orElse(text.length());
    }

    private String part(int firstMark, int start, int end) {
        StringBuilder part = new StringBuilder();
        int at = start;
        int from = firstMark;
        while (from >= 0 && pieces.get(from).end() <= end) {
            int to = from;
            while (isOneMark(to, end)) {
                to++;
            }
            part.append(escaped(text.substring(at, pieces.get(from).start())))
                    .append("<em>")
                    .append(escaped(text.substring(
                            pieces.get(from).start(), pieces.get(to).end())))
                    .append("</em>");
            at = pieces.get(to).end();
            from = marked.nextSetBit(to + 1);
        }
        return part.append(escaped(text.substring(at, end))).toString();
    }

    /** Whether the piece behind is marked, too, and belongs to the same word or stands next to this one. */
    private boolean isOneMark(int piece, int end) {
        if (!marked.get(piece + 1) || pieces.get(piece + 1).end() > end) {
            return false;
        }
        Piece next = pieces.get(piece + 1);
        return next.joint() != Piece.Joint.GAP
                || next.start() == pieces.get(piece).end();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#x27;");
    }
}
