package bot.conversational.domain.apikey.managing;

import bot.conversational.domain.apikey.KeyDetails;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.DomainException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * A key that is wanted.
 *
 * @param expiresAt empty: never
 */
public record NewKey(String name, Set<Scope> scopes, Optional<Instant> expiresAt) {

    public NewKey {
        KeyDetails.checkedName(name);
        expiresAt = expiresAt.map(end -> end.truncatedTo(ChronoUnit.MILLIS));
    }

    /** What is seen of the key when it is made. */
    KeyDetails details(String prefix, Instant now) {
        return new KeyDetails(name, prefix, expiresAt, Optional.empty(), now);
    }

    /** @throws DomainException.Invalid when it would have expired already, or in a year of five digits */
    void requireLife(Instant now) {
        if (expiresAt
                .filter(end -> !end.isAfter(now) || end.isAfter(Pass.NEVER))
                .isPresent()) {
            throw new DomainException.Invalid("expiresAt", "must be in the future, before the year 10000");
        }
    }
}
