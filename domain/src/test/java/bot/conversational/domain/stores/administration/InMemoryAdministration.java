package bot.conversational.domain.stores.administration;

import bot.conversational.domain.administration.ManagedUser;
import bot.conversational.domain.administration.ManagedUserStore;
import bot.conversational.domain.administration.PasswordToken;
import bot.conversational.domain.administration.PasswordTokenStore;
import bot.conversational.domain.administration.UserEdit;
import bot.conversational.domain.administration.UserFilter;
import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.ratelimit.ChangedLimits;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.AccountState;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.PasswordHash;
import bot.conversational.domain.user.Role;
import bot.conversational.domain.user.User;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Managed accounts, their tokens and limits in memory. */
public final class InMemoryAdministration implements ManagedUserStore, PasswordTokenStore, ChangedLimits {

    /** A token as it is stored. */
    public record KeptToken(String digest, boolean invitation, Instant expiresAt) {}

    private final InMemoryDatabase database;

    public InMemoryAdministration(InMemoryDatabase database) {
        this.database = database;
    }

    private Optional<Credentials> open(UserId user) {
        return Optional.ofNullable(database.users.get(user))
                .filter(known -> !known.passwordHash().value().isEmpty());
    }

    private ManagedUser managed(User user) {
        Change none = new Change(user.id(), UserLimits.NONE, Instant.EPOCH);
        return new ManagedUser(
                user, database.limits.getOrDefault(user.id(), none).limits());
    }

    @Override
    public Page<ManagedUser, UserId> list(UserFilter filter, PageRequest<UserId> page) {
        return database.call(() -> Page.of(
                database.users.keySet().stream()
                        .flatMap(id -> open(id).stream())
                        .map(Credentials::user)
                        .filter(user -> matches(user, filter))
                        .filter(user -> page.after()
                                .map(after -> user.id().toString().compareTo(after.toString()) < 0)
                                .orElse(true))
                        .sorted(Comparator.comparing((User user) -> user.id().toString())
                                .reversed())
                        .limit(page.limit() + 1L)
                        .map(this::managed)
                        .toList(),
                page.limit(),
                managed -> managed.user().id()));
    }

    @Override
    public Map<UserId, User> find(Collection<UserId> users) {
        return database.call(() -> users.stream()
                .distinct()
                .flatMap(id -> open(id).stream())
                .map(Credentials::user)
                .collect(Collectors.toMap(User::id, Function.identity())));
    }

    private static boolean matches(User user, UserFilter filter) {
        String text = (user.email().value() + " " + user.displayName().orElse("")).toLowerCase(Locale.ROOT);
        return filter.text()
                        .map(part -> text.contains(part.toLowerCase(Locale.ROOT)))
                        .orElse(true)
                && filter.role().map(user.role()::equals).orElse(true)
                && filter.state().map(user.state()::equals).orElse(true);
    }

    @Override
    public boolean invite(Credentials credentials, PasswordToken token, AuditEntry entry) {
        return database.call(() -> {
            if (!database.stores().users().add(credentials)) {
                return false;
            }
            database.tokens.put(
                    credentials.user().id(), new KeptToken(token.token().digest(), true, token.expiresAt()));
            return database.audit.add(entry);
        });
    }

    @Override
    public Optional<Edited> edit(UserId user, UserEdit edit, Function<AuditAction, AuditEntry> entry) {
        return database.call(() -> {
            if (edit.takesRights()) {
                refuseLast(database, user);
            }
            return open(user).map(known -> edited(known, edit, entry));
        });
    }

    private Edited edited(Credentials known, UserEdit edit, Function<AuditAction, AuditEntry> entry) {
        UserId user = known.user().id();
        ManagedUser before = managed(known.user());
        List<AuditAction> actions = edit.actions(before);
        ManagedUser after = edit.appliedTo(before);
        database.users.put(user, new Credentials(after.user(), known.passwordHash()));
        if (actions.contains(AuditAction.LIMITS_CHANGE)) {
            database.limits.put(user, new Change(user, after.limits(), database.clock.instant()));
        }
        actions.forEach(action -> database.audit.add(entry.apply(action)));
        boolean ends = actions.stream().anyMatch(action -> action != AuditAction.LIMITS_CHANGE);
        if (!ends) {
            return new Edited(after, List.of());
        }
        boolean closes = actions.contains(AuditAction.USER_SUSPEND);
        return new Edited(after, closes ? database.endAccess(user) : database.renewAccess(user));
    }

    @Override
    public Optional<List<String>> endSessions(UserId user, AuditEntry entry) {
        return database.call(() -> open(user).map(known -> {
            database.audit.add(entry);
            return database.endSessions(user, session -> true);
        }));
    }

    @Override
    public boolean issue(PasswordToken token, AuditEntry entry) {
        return database.call(() -> {
            UserId user = token.token().user();
            if (open(user).isEmpty()) {
                return false;
            }
            boolean invitation = database.tokens.containsKey(user)
                    && database.tokens.get(user).invitation();
            database.tokens.put(user, new KeptToken(token.token().digest(), invitation, token.expiresAt()));
            return database.audit.add(entry);
        });
    }

    @Override
    public Optional<User> holder(SessionToken token, Instant now) {
        return database.call(() -> Optional.ofNullable(database.tokens.get(token.user()))
                .filter(kept -> kept.digest().equals(token.digest()) && now.isBefore(kept.expiresAt()))
                .flatMap(kept -> open(token.user()))
                .map(Credentials::user)
                .filter(user -> user.state() == AccountState.ACTIVE));
    }

    @Override
    public Optional<Redeemed> redeem(SessionToken token, PasswordHash fresh, Instant now, AuditEntry entry) {
        return database.call(() -> holder(token, now).map(user -> {
            database.tokens.remove(user.id());
            database.users.put(user.id(), new Credentials(user, fresh));
            database.audit.add(entry);
            return new Redeemed(user, database.endSessions(user.id(), session -> true));
        }));
    }

    @Override
    public List<Change> changed(Instant from, Optional<UserId> behind, int limit) {
        return database.call(() -> database.limits.values().stream()
                .filter(change -> !change.at().isBefore(from))
                .filter(change -> behind.isEmpty()
                        || change.at().isAfter(from)
                        || change.user().toString().compareTo(behind.get().toString()) > 0)
                .sorted(Comparator.comparing(Change::at)
                        .thenComparing(change -> change.user().toString()))
                .limit(limit)
                .toList());
    }

    /** Called within a call: throws when no other administrator could log in. */
    public static void refuseLast(InMemoryDatabase database, UserId user) {
        List<UserId> administrators = database.users.values().stream()
                .filter(known -> !known.passwordHash().value().isEmpty())
                .map(Credentials::user)
                .filter(known -> known.role() == Role.ADMIN && known.state() == AccountState.ACTIVE)
                .map(User::id)
                .filter(id -> !database.tokens.containsKey(id)
                        || !database.tokens.get(id).invitation())
                .toList();
        if (administrators.equals(List.of(user))) {
            throw new DomainException.Conflict("The last administrator must stay.");
        }
    }
}
