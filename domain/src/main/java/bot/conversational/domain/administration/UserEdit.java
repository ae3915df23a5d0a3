package bot.conversational.domain.administration;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is changed of an account; what is empty stays. */
public record UserEdit(Optional<Role> role, Optional<AccountState> state, Optional<UserLimits> limits) {

    /** Whether an administrator may be none after it, or one who cannot log in. */
    public boolean takesRights() {
        return role.filter(Role.USER::equals).isPresent()
                || state.filter(AccountState.SUSPENDED::equals).isPresent();
    }

    /** What it changes of an account, as it is audited; nothing of what is so already. */
    public List<AuditAction> actions(ManagedUser before) {
        List<AuditAction> actions = new ArrayList<>();
        User user = before.user();
        role.filter(wanted -> wanted != user.role()).ifPresent(wanted -> actions.add(AuditAction.ROLE_CHANGE));
        state.filter(wanted -> wanted != user.state())
                .ifPresent(wanted -> actions.add(
                        switch (wanted) {
                            case ACTIVE -> AuditAction.USER_RESUME;
                            case SUSPENDED -> AuditAction.USER_SUSPEND;
                        }));
        limits.filter(wanted -> !wanted.equals(before.limits()))
                .ifPresent(wanted -> actions.add(AuditAction.LIMITS_CHANGE));
        return actions;
    }

    /** The account after it. */
    public ManagedUser appliedTo(ManagedUser before) {
        User user = before.user();
        return new ManagedUser(
                user.with(role.orElse(user.role())).with(state.orElse(user.state())), limits.orElse(before.limits()));
    }
}
