package bot.conversational.domain.search.text;

import bot.conversational.domain.search.text.Piece.Joint;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Pieces without a gap between them, which is one plain word in most cases, and else a name: {@code
 * com.example.OrderService}.
 */
record Compound(List<Piece> pieces) {

    /** Neighbouring pieces that are joined at most; what is longer is found by its parts or as a whole. */
    private static final int JOINED = 4;

    /** A name of more pieces is none, but an address or encoded data. */
    private static final int MOST_PIECES = 32;

    private static final int LONGEST_JOIN = 64;

    Compound {
        pieces = List.copyOf(pieces);
    }

    static List<Compound> of(List<Piece> pieces) {
        return split(pieces, Joint.GAP).stream().map(Compound::new).toList();
    }

    /** The words of it in their order, by one of their forms. */
    List<String> words(Function<Piece, String> form) {
        return isPlain()
                ? List.of(form.apply(pieces.getFirst()))
                : split(pieces, Joint.OUTER).stream()
                        .map(word -> joined(word, form))
                        .toList();
    }

    List<String> parts() {
        return pieces.stream().map(Piece::base).toList();
    }

    /** All of it as one word. */
    String whole() {
        return joined(pieces, Piece::base);
    }

    boolean isPlain() {
        return pieces.size() == 1;
    }

    /** Whether it has words that are more than one piece. */
    boolean hasParts() {
        return pieces.stream().skip(1).anyMatch(Piece::isInside);
    }

    /** Words that it is when some of its pieces, or all, are written as one. */
    Set<String> joins() {
        if (isPlain() || pieces.size() > MOST_PIECES || hasSyllables()) {
            return Set.of();
        }
        Set<String> joins = new LinkedHashSet<>();
        for (int from = 0; from < pieces.size(); from++) {
            for (int to = from + 2; to <= Math.min(pieces.size(), from + JOINED); to++) {
                joins.add(joined(pieces.subList(from, to), Piece::base));
            }
        }
        joins.add(whole());
        joins.removeIf(it -> it.length() > LONGEST_JOIN);
        words(Piece::exact).forEach(joins::remove);
        return joins;
    }

    /** Letters of scripts without spaces are found one by one already. */
    private boolean hasSyllables() {
        UnicodeScript script = UnicodeScript.of(pieces.getFirst().exact().codePointAt(0));
        return TextScan.WITHOUT_SPACES.contains(script);
    }

    private static String joined(List<Piece> pieces, Function<Piece, String> form) {
        return pieces.size() == 1
                ? form.apply(pieces.getFirst())
                : Piece.cut(pieces.stream().map(form).collect(Collectors.joining()));
    }

    /** At every joint that is at least so loose. */
    private static List<List<Piece>> split(List<Piece> pieces, Joint at) {
        List<List<Piece>> split = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= pieces.size(); i++) {
            if (i == pieces.size() || pieces.get(i).joint().compareTo(at) >= 0) {
                split.add(pieces.subList(from, i));
                from = i;
            }
        }
        return split;
    }
}
