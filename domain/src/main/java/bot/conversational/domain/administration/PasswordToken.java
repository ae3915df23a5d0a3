package bot.conversational.domain.administration;

import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/**
 * A token by which the password of an account is chosen, once. It looks like a session's and opens none.
 *
 * @param token shown once; only its digest is stored
 */
public record PasswordToken(SessionToken token, Instant expiresAt) {

    public static final Duration LIFE = Duration.ofHours(72);

    /** A fresh one; {@code random} must be fit for secrets. */
    static PasswordToken issue(UserId user, RandomGenerator random, Instant now) {
        return new PasswordToken(
                SessionToken.issue(user, random),
                now.truncatedTo(ChronoUnit.MILLIS).plus(LIFE));
    }
}
