package bot.conversational.domain.administration;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;

/** Lists the accounts to administrators. */
public final class BrowseUsers {

    private final ManagedUserStore users;

    public BrowseUsers(ManagedUserStore users) {
        this.users = users;
    }

    /** @throws DomainException.Forbidden when the caller is no administrator */
    public Page<ManagedUser, UserId> list(Caller caller, UserFilter filter, PageRequest<UserId> page) {
        caller.requireAdministrator();
        return users.list(filter, page);
    }
}
