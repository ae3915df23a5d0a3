package bot.conversational.domain.apikey;

import bot.conversational.domain.session.KeyGrant;
import bot.conversational.domain.session.Pass;
import java.time.Instant;

/** A key that lives, as the admission of calls needs it. */
public sealed interface FoundKey {

    /** A key of a user. */
    record Personal(Pass pass) implements FoundKey {}

    /**
     * A key of a service, whose calls name the user.
     *
     * @param endsAt {@link Pass#NEVER} when it does not
     */
    record OfService(ServiceId service, KeyGrant grant, Instant endsAt) implements FoundKey {}
}
