package bot.conversational.adapters.postgres.accounts;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.administration.ManagedUser;
import bot.conversational.domain.administration.ManagedUserStore;
import bot.conversational.domain.administration.PasswordToken;
import bot.conversational.domain.administration.UserEdit;
import bot.conversational.domain.administration.UserFilter;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link ManagedUserStore} on the table {@code users}. An account without a hash is being erased. */
public final class JdbiManagedUserStore implements ManagedUserStore {

    private final PostgresGuard calls;
    private final String list = SqlFile.read("users/list");
    private final String invite = SqlFile.read("users/invite");
    private final String change = SqlFile.read("users/change");

    public JdbiManagedUserStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Page<ManagedUser, UserId> list(UserFilter filter, PageRequest<UserId> page) {
        List<ManagedUser> rows = calls.call(handle -> handle.createQuery(list)
                .bind("after", page.after())
                .bind("role", filter.role())
                .bind("suspended", filter.state().map(AccountState.SUSPENDED::equals))
                .bind("text", filter.text().map(JdbiManagedUserStore::literal))
                .bind("rows", page.limit() + 1)
                .map((row, context) -> UserRow.managed(row))
                .list());
        return Page.of(rows, page.limit(), managed -> managed.user().id());
    }

    @Override
    public Map<UserId, User> find(Collection<UserId> users) {
        List<UUID> ids = users.stream().map(UserId::value).toList();
        List<User> found = calls.call(handle -> handle.createQuery("""
                        select id, email, display_name, role, suspended_at, retention_days, created_at
                          from users
                         where id = any(:users) and password_hash <> ''
                        """)
                .bindArray("users", UUID.class, ids)
                .map((row, context) -> UserRow.user(row))
                .list());
        return found.stream().collect(Collectors.toMap(User::id, Function.identity()));
    }

    /** A text as a pattern that only it matches. */
    private static String literal(String text) {
        return text.replaceAll("([\\\\%_])", "\\\\$1");
    }

    @Override
    public boolean invite(Credentials credentials, PasswordToken token, AuditEntry entry) {
        User user = credentials.user();
        return calls.call(handle -> AuditRow.bind(handle.createQuery(invite), entry)
                .bind("id", user.id())
                .bind("email", user.email().value())
                .bind("emailKey", user.email().key())
                .bind("formerKey", user.email().formerKey())
                .bind("displayName", user.displayName())
                .bind("passwordHash", credentials.passwordHash().value())
                .bind("role", user.role())
                .bind("createdAt", user.createdAt())
                .bind("digest", token.token().digest())
                .bind("expiresAt", token.expiresAt())
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public Optional<Edited> edit(UserId user, UserEdit edit, Function<AuditAction, AuditEntry> entry) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            if (edit.takesRights()) {
                Administrators.keepOneBesides(tx, user);
            }
            Optional<ManagedUser> before = locked(tx, user);
            return before.map(known -> edit(tx, known, edit, entry));
        }));
    }

    private Edited edit(Handle tx, ManagedUser before, UserEdit edit, Function<AuditAction, AuditEntry> entry) {
        UserId user = before.user().id();
        List<AuditAction> actions = edit.actions(before);
        if (actions.isEmpty()) {
            return new Edited(before, List.of());
        }
        UserLimits limits = edit.limits().orElse(UserLimits.NONE);
        tx.createUpdate(change)
                .bind("user", user)
                .bind("role", edit.role())
                .bind("state", edit.state())
                .bind("limited", actions.contains(AuditAction.LIMITS_CHANGE))
                .bind("requestsPerMinute", limits.requestsPerMinute())
                .bind("tokensPerDay", limits.tokensPerDay())
                .execute();
        actions.forEach(action -> AuditRow.add(tx, entry.apply(action)));
        List<String> ended = actions.equals(List.of(AuditAction.LIMITS_CHANGE)) ? List.of() : end(tx, user, actions);
        return new Edited(edit.appliedTo(before), ended);
    }

    /** Statements of their own: they see the sessions that were opened while the row was waited for. */
    private static List<String> end(Handle tx, UserId user, List<AuditAction> actions) {
        List<String> ended = new ArrayList<>(EndedSessions.endAllBut(tx, user, Optional.empty()));
        ended.addAll(
                actions.contains(AuditAction.USER_SUSPEND)
                        ? EndedKeys.deleteAll(tx, user)
                        : EndedKeys.renewAll(tx, user));
        return ended;
    }

    @Override
    public Optional<List<String>> endSessions(UserId user, AuditEntry entry) {
        return calls.call(handle -> handle.inTransaction(tx -> locked(tx, user).map(known -> {
            AuditRow.add(tx, entry);
            return EndedSessions.endAllBut(tx, user, Optional.empty());
        })));
    }

    private static Optional<ManagedUser> locked(Handle tx, UserId user) {
        return tx.createQuery("""
                        select id, email, display_name, role, suspended_at, retention_days, created_at,
                               requests_per_minute, tokens_per_day
                          from users
                         where id = :user and password_hash <> ''
                           for no key update
                        """)
                .bind("user", user)
                .map((row, context) -> UserRow.managed(row))
                .findOne();
    }
}
