package bot.conversational.domain.ratelimit;

import bot.conversational.domain.shared.DomainException;
import java.util.Optional;

/**
 * The limits of one user that take the place of the service's; what is empty is as for everybody.
 *
 * @param requestsPerMinute calls that make a model answer, 1 to 10,000
 * @param tokensPerDay of prompts and answers together, 1 to a billion
 */
public record UserLimits(Optional<Integer> requestsPerMinute, Optional<Long> tokensPerDay) {

    public static final UserLimits NONE = new UserLimits(Optional.empty(), Optional.empty());

    private static final int MOST_REQUESTS = 10_000;
    private static final long MOST_TOKENS = 1_000_000_000;

    public UserLimits {
        requestsPerMinute.ifPresent(value -> checked("limits.requestsPerMinute", value, MOST_REQUESTS));
        tokensPerDay.ifPresent(value -> checked("limits.tokensPerDay", value, MOST_TOKENS));
    }

    private static void checked(String field, long value, long most) {
        if (value < 1 || value > most) {
            throw new DomainException.Invalid(field, "must be between 1 and " + most);
        }
    }
}
