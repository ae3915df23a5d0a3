package bot.conversational.domain.apikey;

import bot.conversational.domain.shared.Text;
import java.time.Instant;
import java.util.Optional;

/**
 * What its owner sees of a key.
 *
 * @param name 1 to 100 characters in one line
 * @param prefix first characters of its secret, by which people recognise it
 * @param expiresAt empty: never
 * @param lastUsedAt exact to a minute; empty before its first call
 */
public record KeyDetails(
        String name, String prefix, Optional<Instant> expiresAt, Optional<Instant> lastUsedAt, Instant createdAt) {

    private static final int MAX_NAME = 100;

    /** The name itself when it may be shown. */
    public static String checkedName(String name) {
        return Text.line("name", Text.checked("name", name, 1, MAX_NAME));
    }

    KeyDetails named(String another) {
        return new KeyDetails(another, prefix, expiresAt, lastUsedAt, createdAt);
    }

    /** After a call at this time; it never goes back. */
    public KeyDetails usedAt(Instant at) {
        return new KeyDetails(
                name,
                prefix,
                expiresAt,
                lastUsedAt.filter(before -> !before.isBefore(at)).or(() -> Optional.of(at)),
                createdAt);
    }
}
