package bot.conversational.adapters.postgres.sharing;

import bot.conversational.adapters.json.StoredSnapshot;
import bot.conversational.adapters.postgres.accounts.AuditRow;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.sharing.OpenShare;
import bot.conversational.domain.sharing.Share;
import bot.conversational.domain.sharing.ShareId;
import bot.conversational.domain.sharing.ShareStore;
import bot.conversational.domain.sharing.ShareToken;
import bot.conversational.domain.sharing.SharedMessage;
import bot.conversational.domain.sharing.Snapshot;
import bot.conversational.domain.sharing.Visibility;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** {@link ShareStore} on the tables {@code shares} and {@code share_pieces}, always of the primary. */
public final class JdbiShareStore implements ShareStore {

    private final PostgresGuard calls;
    private final String add = SqlFile.read("shares/add");
    private final String find = SqlFile.read("shares/find");
    private final String renew = SqlFile.read("shares/renew");
    private final String list = SqlFile.read("shares/list");
    private final String open = SqlFile.read("shares/open");
    private final String piece = SqlFile.read("shares/piece");

    public JdbiShareStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Added add(Share share, Snapshot snapshot, AuditEntry entry) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            tx.createQuery("select true from users where id = :user for no key update")
                    .bind("user", share.user())
                    .mapTo(Boolean.class)
                    .findOne();
            boolean there = tx.createQuery("""
                            select true from conversations where user_id = :user and id = :id for key share
                            """)
                    .bind("user", share.user())
                    .bind("id", share.link().conversation())
                    .mapTo(Boolean.class)
                    .findOne()
                    .isPresent();
            if (!there) {
                return Added.NO_CONVERSATION;
            }
            if (!insert(tx, share, snapshot)) {
                return Added.TOO_MANY;
            }
            insert(tx, share.user(), share.id(), snapshot);
            AuditRow.add(tx, entry);
            return Added.ADDED;
        }));
    }

    private boolean insert(Handle tx, Share share, Snapshot snapshot) {
        return tx.createQuery(add)
                .bind("user", share.user())
                .bind("id", share.id().value())
                .bind("conversation", share.link().conversation())
                .bind("branch", share.link().branch())
                .bind("token", share.link().token().value())
                .bind("visibility", share.terms().visibility())
                .bind("expiresAt", share.terms().expiresAt())
                .bind("showName", share.terms().showName())
                .bind("reasoning", share.terms().ticked().reasoning())
                .bind("toolResults", share.terms().ticked().toolResults())
                .bind("files", share.terms().ticked().files())
                .bind("title", snapshot.title())
                .bind("pieces", snapshot.pieces().size())
                .bind("createdAt", share.createdAt())
                .bind("most", MOST_OF_A_USER)
                .mapTo(Boolean.class)
                .one();
    }

    private static void insert(Handle tx, UserId user, ShareId share, Snapshot snapshot) {
        for (int n = 0; n < snapshot.pieces().size(); n++) {
            tx.createUpdate("""
                            insert into share_pieces (user_id, share_id, n, messages)
                            values (:user, :share, :n, :messages)
                            """)
                    .bind("user", user)
                    .bind("share", share.value())
                    .bind("n", n)
                    .bind("messages", StoredSnapshot.write(snapshot.pieces().get(n)))
                    .execute();
        }
    }

    @Override
    public Optional<Share> find(UserId user, ConversationId conversation, ShareId id) {
        return calls.call(handle -> handle.createQuery(find)
                .bind("user", user)
                .bind("conversation", conversation)
                .bind("id", id.value())
                .map((row, context) -> ShareRow.read(row))
                .findOne());
    }

    /** The update locks the share, so that renewals of one come one after the other. */
    @Override
    public Optional<Share> renew(UserId user, ShareId id, Snapshot snapshot, AuditEntry entry) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            Optional<Share> renewed = tx.createQuery(renew)
                    .bind("user", user)
                    .bind("id", id.value())
                    .bind("title", snapshot.title())
                    .bind("pieces", snapshot.pieces().size())
                    .map((row, context) -> ShareRow.read(row))
                    .findOne();
            if (renewed.isPresent()) {
                tx.createUpdate("delete from share_pieces where user_id = :user and share_id = :share")
                        .bind("user", user)
                        .bind("share", id.value())
                        .execute();
                insert(tx, user, id, snapshot);
                AuditRow.add(tx, entry);
            }
            return renewed;
        }));
    }

    @Override
    public Page<Share, ShareId> list(UserId user, PageRequest<ShareId> page) {
        List<Share> rows = calls.call(handle -> handle.createQuery(list)
                .bind("user", user)
                .bind("after", page.after().map(ShareId::value))
                .bind("rows", page.limit() + 1)
                .map((row, context) -> ShareRow.read(row))
                .list());
        return Page.of(rows, page.limit(), Share::id);
    }

    @Override
    public boolean revoke(UserId user, ShareId id, AuditEntry entry) {
        return calls.call(handle -> handle.inTransaction(tx -> {
            boolean revoked = tx.createUpdate("delete from shares where user_id = :user and id = :id")
                            .bind("user", user)
                            .bind("id", id.value())
                            .execute()
                    > 0;
            if (revoked) {
                AuditRow.add(tx, entry);
            } else {
                PostgresGuard.confirm(tx); // it may be a repeat
            }
            return revoked;
        }));
    }

    @Override
    public Optional<OpenShare> open(ShareToken token, Instant now) {
        return calls.call(handle -> handle.createQuery(open)
                .bind("token", token.value())
                .bind("now", now)
                .map((row, context) -> open(row))
                .findOne());
    }

    private static OpenShare open(ResultSet row) throws SQLException {
        return new OpenShare(
                new UserId(Columns.uuid(row, "user_id")),
                new ShareId(Columns.uuid(row, "id")),
                row.getInt("revision"),
                Columns.constant(Visibility.class, row.getString("visibility")),
                Columns.text(row, "title"),
                Columns.text(row, "shared_by"),
                new OpenShare.Pieces(
                        row.getInt("pieces"), row.getBoolean("files"), StoredSnapshot.read(row.getString("messages"))));
    }

    @Override
    public Optional<List<SharedMessage>> piece(OpenShare share, int n, Instant now) {
        return calls.call(handle -> handle.createQuery(piece)
                .bind("user", share.owner())
                .bind("id", share.id().value())
                .bind("revision", share.revision())
                .bind("n", n)
                .bind("now", now)
                .mapTo(String.class)
                .findOne()
                .map(StoredSnapshot::read));
    }

    /** In the order of their ids, so that nodes do not wait for each other in a circle. */
    @Override
    public void addViews(Map<Viewed, Long> views) {
        List<UUID> users = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        views.forEach((share, count) -> {
            users.add(share.owner().value());
            ids.add(share.share().value());
            counts.add(count);
        });
        calls.call(handle -> handle.createUpdate("""
                        with viewed as materialized (
                            select s.user_id, s.id, v.views
                              from unnest(:users::uuid[], :ids::uuid[], :counts::bigint[])
                                   as v (user_id, id, views)
                              join shares s on s.user_id = v.user_id and s.id = v.id
                             order by s.user_id, s.id
                               for no key update of s
                        )
                        update shares s
                           set views = s.views + v.views
                          from viewed v
                         where s.user_id = v.user_id and s.id = v.id
                        """)
                .bindArray("users", UUID.class, users)
                .bindArray("ids", UUID.class, ids)
                .bindArray("counts", Long.class, counts)
                .execute());
    }
}
