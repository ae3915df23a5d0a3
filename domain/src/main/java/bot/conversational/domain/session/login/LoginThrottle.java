package bot.conversational.domain.session.login;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.EmailAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Limits attempts at passwords. While the shared counts are unavailable this node counts by itself, see {@link
 * bot.conversational.domain.ratelimit.LimitPolicy#LOG_IN}.
 */
public final class LoginThrottle {

    private final FailedLogIns.Shared shared;
    private final FailedLogIns.Own own;

    public LoginThrottle(FailedLogIns.Shared shared, FailedLogIns.Own own) {
        this.shared = shared;
        this.own = own;
    }

    /**
     * Makes an attempt.
     *
     * @param attempt empty when it failed, which is what counts; an exception is neither failure nor success
     * @throws DomainException.LimitExceeded when too many have failed; the attempt is then not made
     */
    <T> Optional<T> limited(EmailAddress account, ClientAddress address, Supplier<Optional<T>> attempt) {
        FailedLogIns counting = count(account, address);
        boolean failed = false;
        try {
            Optional<T> result = attempt.get();
            failed = result.isEmpty();
            return result;
        } finally {
            if (!failed) {
                takeBack(counting, account, address);
            }
        }
    }

    private FailedLogIns count(EmailAddress account, ClientAddress address) {
        try {
            refuse(shared.count(account, address));
            return shared;
        } catch (DomainException.Unavailable away) {
            refuse(own.count(account, address));
            return own;
        }
    }

    private static void refuse(Optional<Duration> wait) {
        if (wait.isPresent()) {
            throw new DomainException.LimitExceeded("Too many log-ins failed.", wait.get());
        }
    }

    private static void takeBack(FailedLogIns counting, EmailAddress account, ClientAddress address) {
        try {
            counting.takeBack(account, address);
        } catch (DomainException.Unavailable away) {
            // One more counts than failed, until the window is over.
            return;
        }
    }
}
