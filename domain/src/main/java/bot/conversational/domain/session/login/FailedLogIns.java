package bot.conversational.domain.session.login;

import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.user.EmailAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts the log-ins that fail, for each account and for each client address. An attempt counts as failed from its
 * beginning and is taken back when it succeeds: parallel attempts never exceed the limit. Both methods throw {@link
 * bot.conversational.domain.shared.DomainException.Unavailable} when the counts are in another store and that is
 * unavailable.
 */
public interface FailedLogIns {

    /** The counts that all nodes share. */
    interface Shared extends FailedLogIns {}

    /** The counts of this node alone, for while the shared ones are unavailable. Never fails. */
    interface Own extends FailedLogIns {}

    /**
     * Counts an attempt under both limits, unless one of them is used up: then under neither. Atomic.
     *
     * @return empty when it may be tried; else the time until it may be
     */
    Optional<Duration> count(EmailAddress account, ClientAddress address);

    /** Counts one attempt less: it did not fail. Changes nothing when none is counted (any more). Atomic. */
    void takeBack(EmailAddress account, ClientAddress address);
}
