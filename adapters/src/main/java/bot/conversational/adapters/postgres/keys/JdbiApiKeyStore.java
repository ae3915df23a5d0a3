package bot.conversational.adapters.postgres.keys;

import bot.conversational.adapters.postgres.accounts.AuditRow;
import bot.conversational.adapters.postgres.accounts.UserRow;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.apikey.ApiKey;
import bot.conversational.domain.apikey.ApiKeyEdit;
import bot.conversational.domain.apikey.ApiKeyStore;
import bot.conversational.domain.apikey.FoundKey;
import bot.conversational.domain.apikey.KeyUsed;
import bot.conversational.domain.apikey.ServiceId;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.ratelimit.UserLimits;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.KeyGrant;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link ApiKeyStore} on the table {@code api_keys}. The role of a key is its user's, as it is when it is found. */
public final class JdbiApiKeyStore implements ApiKeyStore {

    private final PostgresGuard calls;
    private final String add = SqlFile.read("keys/add");
    private final String list = SqlFile.read("keys/list");
    private final String edit = SqlFile.read("keys/edit");
    private final String delete = SqlFile.read("keys/delete");
    private final String find = SqlFile.read("keys/find");
    private final String touch = SqlFile.read("keys/touch");

    public JdbiApiKeyStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Added add(ApiKey key, ApiKeyToken secret, AuditEntry entry) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            boolean active = tx.createQuery("""
                            select true
                              from users
                             where id = :user and password_hash <> '' and suspended_at is null
                               for no key update
                            """)
                    .bind("user", key.user())
                    .mapTo(Boolean.class)
                    .findOne()
                    .isPresent();
            if (!active) {
                return Added.NO_ACCOUNT;
            }
            return add(tx, key, secret, entry) ? Added.ADDED : Added.TOO_MANY;
        }));
    }

    private boolean add(Handle tx, ApiKey key, ApiKeyToken secret, AuditEntry entry) {
        return AuditRow.bind(tx.createQuery(add), entry)
                .bind("most", MOST_OF_A_USER)
                .bind("user", key.user())
                .bind("id", key.id().value())
                .bind("digest", secret.digest())
                .bind("name", key.details().name())
                .bind("prefix", key.details().prefix())
                .bindArray("scopes", String.class, Scope.words(key.scopes()))
                .bind("requestsPerMinute", key.limits().requestsPerMinute())
                .bind("tokensPerDay", key.limits().tokensPerDay())
                .bind("expiresAt", key.details().expiresAt())
                .bind("createdAt", key.details().createdAt())
                .mapTo(Boolean.class)
                .one();
    }

    @Override
    public List<ApiKey> list(UserId user) {
        return calls.call(handle -> handle.createQuery(list)
                .bind("user", user)
                .bind("most", MOST_OF_A_USER)
                .map((row, context) -> key(row))
                .list());
    }

    @Override
    public Optional<Edited> edit(UserId user, ApiKeyId key, ApiKeyEdit change, AuditEntry entry) {
        UserLimits limits = change.limits().orElse(UserLimits.NONE);
        boolean limited = change.limits().isPresent();
        return calls.call(handle -> AuditRow.bind(handle.createQuery(edit), entry)
                .bind("user", user)
                .bind("id", key.value())
                .bind("name", change.name())
                .bind("limited", limited)
                .bind("requestsPerMinute", limits.requestsPerMinute())
                .bind("tokensPerDay", limits.tokensPerDay())
                .map((row, context) -> new Edited(key(row), limited ? List.of(row.getString("former")) : List.of()))
                .findOne());
    }

    @Override
    public Optional<Deleted> delete(UserId user, ApiKeyId key, AuditEntry entry) {
        return calls.call(handle -> {
            Optional<Deleted> deleted = AuditRow.bind(handle.createQuery(delete), entry)
                    .bind("user", user)
                    .bind("id", key.value())
                    .map((row, context) -> new Deleted(row.getString("digest"), row.getString("pass")))
                    .findOne();
            if (deleted.isEmpty()) {
                PostgresGuard.confirm(handle); // it may be a repeat
            }
            return deleted;
        });
    }

    @Override
    public Optional<FoundKey> find(String digest, Instant now) {
        return calls.call(handle -> handle.createQuery(find)
                .bind("digest", digest)
                .bind("now", now)
                .map((row, context) -> found(row))
                .findFirst());
    }

    @Override
    public void touch(List<KeyUsed> used) {
        String rows = used.stream()
                .map(one -> "{\"user_id\":\"%s\",\"id\":\"%s\",\"used_at\":\"%s\"}"
                        .formatted(one.user(), one.key(), one.at()))
                .collect(Collectors.joining(",", "[", "]"));
        calls.call(handle -> handle.createUpdate(touch).bind("keys", rows).execute());
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                new ApiKeyId(Columns.uuid(row, "id")),
                new UserId(Columns.uuid(row, "user_id")),
                KeyRow.details(row),
                KeyRow.scopes(row),
                UserRow.limits(row));
    }

    private static FoundKey found(ResultSet row) throws SQLException {
        KeyGrant grant = new KeyGrant(new ApiKeyId(Columns.uuid(row, "id")), KeyRow.scopes(row), UserRow.limits(row));
        Instant endsAt = Columns.instantIfAny(row, "expires_at").orElse(Pass.NEVER);
        Optional<UUID> service = Columns.uuidIfAny(row, "service_id");
        if (service.isPresent()) {
            return new FoundKey.OfService(new ServiceId(service.get()), grant, endsAt);
        }
        UserId user = new UserId(Columns.uuid(row, "user_id"));
        return new FoundKey.Personal(new Pass(
                new Pass.Name(user, row.getString("pass")),
                new Caller(user, grant, Columns.role(row, "role")),
                endsAt,
                Columns.instantIfAny(row, "last_used_at").orElse(Instant.EPOCH)));
    }
}
