package bot.conversational.domain.search.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How a title may spell a text that somebody types to find it, of which it may hold more than whole words. */
public final class TitleSpellings {

    private TitleSpellings() {}

    /**
     * Letters and digits in base form, and blanks, one of which sequences such a title holds when its joints are left
     * out. None for a text that is more than words: its signs are meant.
     */
    public static List<String> of(String text) {
        if (TextScan.of(text).isEmpty() || text.codePoints().anyMatch(TitleSpellings::isSign)) {
            return List.of();
        }
        Wanted wanted = Wanted.of(text);
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(Folding.base(wanted.exact()));
        wanted.others().forEach(it -> spellings.add(Folding.base(it.words())));
        spellings.add(Folding.base(wanted.exact()).replace(" ", ""));
        return List.copyOf(spellings);
    }

    /** A title in base form without its joints. */
    public static String letters(String title) {
        return TextScan.of(title).stream()
                .map(piece -> (piece.joint() == Piece.Joint.GAP ? " " : "") + piece.base())
                .collect(Collectors.joining());
    }

    private static boolean isSign(int c) {
        return Folding.exact(Character.toString(c)).isEmpty()
                && !Folding.isInvisible(c)
                && !Folding.isMark(c)
                && !Character.isLetter(c)
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && "_.,-/'’‘ʼ‐‑".indexOf(c) < 0;
    }
}
