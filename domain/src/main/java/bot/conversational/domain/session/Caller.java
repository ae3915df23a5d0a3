package bot.conversational.domain.session;

import bot.conversational.domain.audit.Actor;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.Optional;

/**
 * Who makes a call, and by what they were admitted.
 *
 * @param user whose data the call reads and writes; of a service key the one that it acts for
 */
public record Caller(UserId user, Access access, Role role) {

    /** The API key of the call; empty in a session. */
    public Optional<KeyGrant> key() {
        return access instanceof KeyGrant grant ? Optional.of(grant) : Optional.empty();
    }

    /**
     * The session of the call.
     *
     * @throws DomainException.Forbidden when it was made by a key
     */
    public SessionId session() {
        return switch (access) {
            case SessionId session -> session;
            case KeyGrant ignored ->
                throw new DomainException.Forbidden("An API key may not do this, only who has logged in.");
        };
    }

    /** Whether it was made by a service's key. */
    public boolean actsForOthers() {
        return key().filter(grant -> grant.scopes().contains(Scope.ON_BEHALF_OF))
                .isPresent();
    }

    /** Who did it, for the audit log. */
    public Actor actor() {
        return new Actor(user, key().map(grant -> grant.key().value()));
    }

    /**
     * Lets a session pass, and a key that has one of some scopes.
     *
     * @param scopes none for calls that are for sessions only
     * @throws DomainException.Forbidden when a key has none of them
     */
    public void requireOneOf(Collection<Scope> scopes) {
        if (scopes.isEmpty()) {
            session();
        } else if (access instanceof KeyGrant grant && !grant.hasOneOf(scopes)) {
            throw new DomainException.Forbidden("The key lacks the scope "
                    + String.join(
                            " or ", scopes.stream().map(Scope::word).sorted().toList()) + ".");
        }
    }

    /** @throws DomainException.Forbidden when the caller is no administrator */
    public void requireAdministrator() {
        if (role != Role.ADMIN) {
            throw new DomainException.Forbidden("Only administrators may do this.");
        }
    }
}
