package bot.conversational.domain.registration;

import bot.conversational.domain.session.ClientAddress;
import java.time.Duration;
import java.util.Optional;

/** Counts the attempts to register from each address, under its {@link RegistrationLimits}. */
public interface RegistrationAttempts {

    /**
     * The counts that all nodes share. Throws {@link bot.conversational.domain.shared.DomainException.Unavailable} when
     * their store is unavailable.
     */
    interface Shared extends RegistrationAttempts {}

    /** The counts of this node alone, for while the shared ones are unavailable. Never fails. */
    interface Own extends RegistrationAttempts {}

    /**
     * Counts an attempt under both limits, unless one of them is used up: then under neither. Atomic.
     *
     * @return empty when it may be made; else the time until one may be
     */
    Optional<Duration> count(ClientAddress address);
}
