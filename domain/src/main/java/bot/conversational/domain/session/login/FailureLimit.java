package bot.conversational.domain.session.login;

import java.time.Duration;

/**
 * How many log-ins may fail.
 *
 * @param failures that may be, at least 1
 * @param window that begins with the first of them; when it is over all are forgotten
 */
public record FailureLimit(int failures, Duration window) {

    public FailureLimit {
        if (failures < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a limit of failures needs at least one failure and some time");
        }
    }
}
