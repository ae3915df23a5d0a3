package bot.conversational.domain.session.login;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.login.FailedLogIns.Counting;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.EmailAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Limits attempts at passwords. While the shared counts are unavailable this node counts by itself, see {@link
 * bot.conversational.domain.ratelimit.LimitPolicy#LOG_IN}.
 */
public final class LoginThrottle {

    private record Attempt(FailedLogIns counting, Counting.Counted counted) {}

    private final FailedLogIns.Shared shared;
    private final FailedLogIns.Own own;
    private final LogInLimits limits;

    public LoginThrottle(FailedLogIns.Shared shared, FailedLogIns.Own own, LogInLimits limits) {
        this.shared = shared;
        this.own = own;
        this.limits = limits;
    }

    /**
     * Makes an attempt to log in.
     *
     * @param attempt empty when it failed, which is what counts; an exception is neither failure nor success
     * @throws DomainException.LimitExceeded when too many have failed; the attempt is then not made
     */
    <T> Optional<T> limited(EmailAddress account, ClientAddress address, Supplier<Optional<T>> attempt) {
        return limited(limits.logIn(account, address), attempt);
    }

    /** Makes an attempt to confirm the password in a session, as the one to log in. */
    <T> Optional<T> limited(SessionId session, Supplier<Optional<T>> attempt) {
        return limited(limits.confirmation(session), attempt);
    }

    private <T> Optional<T> limited(List<FailureCount> counts, Supplier<Optional<T>> attempt) {
        Attempt counted = count(counts);
        boolean failed = false;
        try {
            Optional<T> result = attempt.get();
            failed = result.isEmpty();
            return result;
        } finally {
            if (!failed) {
                takeBack(counted);
            }
        }
    }

    private Attempt count(List<FailureCount> counts) {
        try {
            return new Attempt(shared, allowed(shared.count(counts)));
        } catch (DomainException.Unavailable away) {
            return new Attempt(own, allowed(own.count(counts)));
        }
    }

    private static Counting.Counted allowed(Counting counting) {
        return switch (counting) {
            case Counting.Counted counted -> counted;
            case Counting.Refused refused ->
                throw new DomainException.LimitExceeded("Too many log-ins failed.", refused.retryAfter());
        };
    }

    private static void takeBack(Attempt attempt) {
        try {
            attempt.counting().takeBack(attempt.counted());
        } catch (DomainException.Unavailable away) {
            // One more counts than failed, until the window is over.
            return;
        }
    }
}
