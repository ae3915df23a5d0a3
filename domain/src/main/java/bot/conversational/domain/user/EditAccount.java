package bot.conversational.domain.user;

import bot.conversational.domain.shared.DomainException;

/** Gives the caller's account another display name, and has its conversations kept for a shorter time. */
public final class EditAccount {

    private final UserStore users;
    private final RetentionRule rule;

    public EditAccount(UserStore users, RetentionRule rule) {
        this.users = users;
        this.rule = rule;
    }

    /**
     * Changes the account.
     *
     * @throws DomainException.Invalid when the name cannot be shown, or the days are more than the service's rule allows
     */
    public User edit(UserId id, AccountEdit edit) {
        AccountEdit checked = new AccountEdit(
                edit.displayName().checked(User::checkedName),
                edit.retentionDays().checked(rule::chosen));
        return users.edit(id, checked).orElseThrow(() -> new DomainException.NotFound("user"));
    }
}
