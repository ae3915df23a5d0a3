package bot.conversational.application.config;

import bot.conversational.domain.session.login.FailureLimit;
import bot.conversational.domain.session.login.LogInLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * How many log-ins may fail before further ones are refused for a while.
 *
 * @param accountFailures for one e-mail address from one client address; also of one session's caller
 * @param accountTotalFailures for one e-mail address from anywhere
 * @param accountWindow seconds in which these count
 * @param addressFailures from one client address, for whatever accounts
 * @param addressTokens unknown tokens from one client address
 * @param addressWindow seconds in which these count
 */
public record LogInConfiguration(
        @Min(1) @Max(1_000_000) int accountFailures,
        @Min(1) @Max(1_000_000) int accountTotalFailures,
        @Min(1) @Max(86_400) long accountWindow,
        @Min(1) @Max(1_000_000) int addressFailures,
        @Min(1) @Max(1_000_000) int addressTokens,
        @Min(1) @Max(86_400) long addressWindow) {

    /** How many unknown tokens are looked for in the store, for one client address. */
    public FailureLimit unknownTokens() {
        return new FailureLimit(addressTokens, Duration.ofSeconds(addressWindow));
    }

    public LogInLimits limits() {
        Duration perAccount = Duration.ofSeconds(accountWindow);
        FailureLimit oneCaller = new FailureLimit(accountFailures, perAccount);
        return new LogInLimits(
                oneCaller,
                new FailureLimit(accountTotalFailures, perAccount),
                new FailureLimit(addressFailures, Duration.ofSeconds(addressWindow)),
                oneCaller);
    }
}
