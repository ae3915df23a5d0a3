package bot.conversational.domain.search.text;

import bot.conversational.domain.search.text.Piece.Joint;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes a text apart into {@linkplain Piece pieces}: at everything but letters, digits and pictographs, at the humps of
 * {@code getUserById}, between letters and digits, and between scripts. Each letter is a piece in scripts that put no
 * blank between words (Chinese, Thai), since any run of letters may be a word there. Marks and invisible characters
 * belong to the letter in front of them.
 */
public final class TextScan {

    /** Characters that may occur inside an identifier, an e-mail address, a path or a URL; a comma only in a number. */
    public static final String JOINTS = "_.-@/\\+:%=?&#~,'’‘ʼ‐‑־׳״";

    /** Those of them that belong to the word that they stand in. */
    private static final String INNER_JOINTS = "_.,'’‘ʼ׳״";

    static final Set<UnicodeScript> WITHOUT_SPACES =
            Set.of(UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);
    private static final int FIRST_WITHOUT_SPACES = 0x0E00;
    private static final int ASCII = 0x80;
    private static final int FULL_WIDTH = 0xFF01;
    private static final int FULL_WIDTH_END = 0xFF5F;

    private enum Kind {
        LOWER,
        UPPER,
        CASELESS,
        DIGIT,
        /** A piece by itself, but inside of a word. */
        SYLLABLE,
        /** A word by itself. */
        SIGN,
        MARK,
        JOINT,
        GAP
    }

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();

    /** Of the piece that is being read; negative when there is none. */
    private int start = -1;

    /** Of the last character that is no mark. */
    private int last;

    private Kind previous = Kind.GAP;
    private boolean gap = true;

    /** Since the last piece. */
    private final StringBuilder joints = new StringBuilder();

    private TextScan(String text) {
        this.text = text;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            Kind kind = kind(c, i);
            if (kind != Kind.MARK) {
                read(kind, c, i);
                previous = kind;
                last = i;
            }
            i += Character.charCount(c);
        }
        end(text.length());
    }

    /** All pieces of a text in their order. */
    public static List<Piece> of(String text) {
        return List.copyOf(new TextScan(text).pieces);
    }

    private void read(Kind kind, int c, int at) {
        switch (kind) {
            case GAP, MARK -> {
                end(at);
                gap = true;
            }
            case JOINT -> {
                end(at);
                joints.appendCodePoint(isFullWidth(c) ? narrow(c) : c);
            }
            case SIGN -> {
                end(at);
                gap = true;
                start = at;
            }
            case LOWER, UPPER, CASELESS, DIGIT, SYLLABLE -> {
                if (previous == Kind.SIGN) {
                    end(at);
                    gap = true;
                }
                if (start < 0) {
                    start = at;
                } else if (kind == Kind.LOWER && previous == Kind.UPPER && start < last) {
                    // The last capital of "HTTPServer" begins its word.
                    end(last);
                    start = last;
                } else if (isBoundary(kind)) {
                    end(at);
                    start = at;
                }
            }
        }
    }

    private boolean isBoundary(Kind kind) {
        return kind == Kind.SYLLABLE || (kind != previous && !(previous == Kind.UPPER && kind == Kind.LOWER));
    }

    private void end(int at) {
        if (start < 0) {
            return;
        }
        Piece piece = Piece.of(text, start, at, joint());
        if (!piece.exact().isEmpty()) {
            pieces.add(piece);
            gap = false;
            joints.setLength(0);
        }
        start = -1;
    }

    private Joint joint() {
        if (gap) {
            return Joint.GAP;
        }
        if (joints.isEmpty()) {
            return Joint.GROWN;
        }
        boolean underscores = joints.chars().allMatch(c -> c == '_');
        if (joints.length() > 1 && !underscores) {
            return Joint.GAP;
        }
        return INNER_JOINTS.indexOf(joints.charAt(0)) >= 0 ? Joint.INNER : Joint.OUTER;
    }

    private Kind kind(int c, int at) {
        if (c < ASCII) {
            return asciiKind(c, at);
        }
        if (Character.isLetter(c) && JOINTS.indexOf(c) < 0) {
            return Folding.isInvisible(c) ? Kind.MARK : letterKind(c);
        }
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> Kind.DIGIT;
            default -> {
                if (Folding.isMark(c) || Folding.isInvisible(c)) {
                    yield Kind.MARK;
                }
                if (Character.isEmojiPresentation(c)) {
                    yield Kind.SIGN;
                }
                if (isFullWidth(c)) {
                    yield asciiKind(narrow(c), at);
                }
                yield JOINTS.indexOf(c) >= 0 ? Kind.JOINT : Kind.GAP;
            }
        };
    }

    static boolean isFullWidth(int c) {
        return c >= FULL_WIDTH && c < FULL_WIDTH_END;
    }

    private static int narrow(int c) {
        return c - FULL_WIDTH + '!';
    }

    private Kind asciiKind(int c, int at) {
        if (c >= 'a' && c <= 'z') {
            return Kind.LOWER;
        }
        if (c >= 'A' && c <= 'Z') {
            return Kind.UPPER;
        }
        if (c >= '0' && c <= '9') {
            return Kind.DIGIT;
        }
        if (c == ',') {
            return isInNumber(at) ? Kind.JOINT : Kind.GAP;
        }
        return JOINTS.indexOf(c) >= 0 ? Kind.JOINT : Kind.GAP;
    }

    private boolean isInNumber(int at) {
        return previous == Kind.DIGIT && at + 1 < text.length() && Character.isDigit(text.codePointAt(at + 1));
    }

    private static Kind letterKind(int c) {
        if (c >= FIRST_WITHOUT_SPACES) {
            UnicodeScript script = UnicodeScript.of(c);
            if (WITHOUT_SPACES.contains(script)) {
                return Kind.SYLLABLE;
            }
            if (script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA) {
                return Kind.SIGN;
            }
        }
        if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
            return Kind.UPPER;
        }
        return Character.isLowerCase(c) ? Kind.LOWER : Kind.CASELESS;
    }
}
