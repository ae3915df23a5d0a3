package bot.conversational.domain.user;

import bot.conversational.domain.shared.Text;

/** A password as typed, 8 to 256 characters. It never prints itself. */
public record Password(String value) {

    public static final int MIN = 8;
    public static final int MAX = 256;

    /** Checks a password that is being chosen; one that is being tried may be anything. */
    public static Password chosen(String field, String value) {
        return new Password(Text.checked(field, value, MIN, MAX));
    }

    @Override
    public String toString() {
        return "Password[redacted]";
    }
}
