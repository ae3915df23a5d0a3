package bot.conversational.domain.folder;

import bot.conversational.domain.shared.Text;
import java.text.Normalizer;

/**
 * A word or two by which a user finds conversations again: one line of 1 to 40 characters, without white space around
 * it, in normalization form C. Case is kept, but tells no tags apart: see {@link #key}.
 */
public record Tag(String text) {

    public static final int MAX_LENGTH = 40;

    public Tag {
        text = normalized("tags", text);
    }

    /** What it is compared by: each character in lower case, as the stores do it, too. */
    public String key() {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String normalized(String field, String text) {
        String composed = Normalizer.normalize(Text.wellFormed(field, text).strip(), Normalizer.Form.NFC);
        return Text.line(field, Text.checked(field, composed, 1, MAX_LENGTH));
    }

    @Override
    public String toString() {
        return text;
    }
}
