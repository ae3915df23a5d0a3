package bot.conversational.domain.session;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.UserId;

/** Who makes a call, in which session. */
public record Caller(UserId user, SessionId session, Role role) {

    /** @throws DomainException.Forbidden when the caller is no administrator */
    public void requireAdministrator() {
        if (role != Role.ADMIN) {
            throw new DomainException.Forbidden("Only administrators may do this.");
        }
    }
}
