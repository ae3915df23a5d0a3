package bot.conversational.adapters.postgres.replica;

import bot.conversational.domain.cluster.LogPosition;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A place in PostgreSQL's log. A promotion begins a new timeline: places on an earlier one come before it, also where they
 * have higher numbers.
 *
 * @param lsn as PostgreSQL writes it: {@code 16/B374D848}
 */
record WalPosition(int timeline, String lsn) {

    private static final int TIMELINE_DIGITS = 8;

    LogPosition asPosition() {
        String[] halves = lsn.split("/", 2);
        return new LogPosition(String.format(
                Locale.ROOT,
                "%08x%08x%08x",
                timeline,
                HexFormat.fromHexDigits(halves[0]),
                HexFormat.fromHexDigits(halves[1])));
    }

    /** @param position made by {@link #asPosition} */
    static WalPosition of(LogPosition position) {
        String digits = position.text();
        int half = TIMELINE_DIGITS * 2;
        return new WalPosition(
                HexFormat.fromHexDigits(digits, 0, TIMELINE_DIGITS),
                digits.substring(TIMELINE_DIGITS, half) + "/" + digits.substring(half));
    }
}
