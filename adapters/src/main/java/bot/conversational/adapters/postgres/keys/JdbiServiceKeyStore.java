package bot.conversational.adapters.postgres.keys;

import bot.conversational.adapters.postgres.accounts.AuditRow;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.apikey.ExternalUser;
import bot.conversational.domain.apikey.ServiceId;
import bot.conversational.domain.apikey.ServiceKey;
import bot.conversational.domain.apikey.ServiceKeyStore;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Pass;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link ServiceKeyStore} on the table {@code service_keys}; the users are in {@code users}. */
public final class JdbiServiceKeyStore implements ServiceKeyStore {

    /** Whose users are found but may not be acted for. */
    private record Found(Pass.Name name, boolean suspended) {}

    private final PostgresGuard calls;
    private final String add = SqlFile.read("services/add");
    private final String delete = SqlFile.read("services/delete");
    private final String findUser = SqlFile.read("services/findUser");
    private final String addUser = SqlFile.read("services/addUser");

    public JdbiServiceKeyStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Added add(ServiceKey key, ApiKeyToken secret, boolean known, AuditEntry entry) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            tx.createQuery("select pg_advisory_xact_lock(hashtext('service keys'))::text")
                    .mapTo(String.class)
                    .one();
            return AuditRow.bind(tx.createQuery(add), entry)
                    .bind("most", MOST)
                    .bind("known", known)
                    .bind("id", key.id().value())
                    .bind("service", key.service().value())
                    .bind("digest", secret.digest())
                    .bind("name", key.details().name())
                    .bind("prefix", key.details().prefix())
                    .bindArray("scopes", String.class, Scope.words(key.scopes()))
                    .bind("expiresAt", key.details().expiresAt())
                    .bind("createdAt", key.details().createdAt())
                    .mapTo(String.class)
                    .map(what -> Columns.constant(Added.class, what))
                    .one();
        }));
    }

    @Override
    public List<ServiceKey> list() {
        return calls.call(handle -> handle.createQuery("""
                        select id, service_id, name, prefix, scopes, expires_at, last_used_at, created_at
                          from service_keys
                         order by id desc
                         limit :most
                        """)
                .bind("most", MOST)
                .map((row, context) -> key(row))
                .list());
    }

    @Override
    public Optional<String> delete(ApiKeyId key, AuditEntry entry) {
        return calls.call(handle -> {
            Optional<String> digest = AuditRow.bind(handle.createQuery(delete), entry)
                    .bind("id", key.value())
                    .mapTo(String.class)
                    .findOne();
            if (digest.isEmpty()) {
                PostgresGuard.confirm(handle); // it may be a repeat
            }
            return digest;
        });
    }

    /** The statement that finds the user is one of its own: it sees whom another call has just added. */
    @Override
    public Optional<Pass.Name> userOf(ExternalUser external, UserId fresh, Instant now) {
        return calls.call(handle -> {
            Optional<Found> known = find(handle, external);
            if (known.isEmpty()) {
                handle.createUpdate(addUser)
                        .bind("id", fresh)
                        .bind("service", external.service().value())
                        .bind("externalId", external.externalId())
                        .bind("now", now)
                        .execute();
                known = find(handle, external);
            }
            return known.filter(user -> !user.suspended()).map(Found::name);
        });
    }

    private Optional<Found> find(Handle handle, ExternalUser external) {
        return handle.createQuery(findUser)
                .bind("service", external.service().value())
                .bind("externalId", external.externalId())
                .map((row, context) -> new Found(
                        new Pass.Name(new UserId(Columns.uuid(row, "id")), row.getString("external_pass")),
                        row.getBoolean("suspended")))
                .findOne();
    }

    private static ServiceKey key(ResultSet row) throws SQLException {
        return new ServiceKey(
                new ApiKeyId(Columns.uuid(row, "id")),
                new ServiceId(Columns.uuid(row, "service_id")),
                KeyRow.details(row),
                KeyRow.scopes(row));
    }
}
