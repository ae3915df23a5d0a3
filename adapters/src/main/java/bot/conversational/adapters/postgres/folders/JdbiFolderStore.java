package bot.conversational.adapters.postgres.folders;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderEdit;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderPosition;
import bot.conversational.domain.folder.FolderSettings;
import bot.conversational.domain.folder.FolderStore;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@link FolderStore} on the table {@code folders}. The row of the account is the lock for all of its folders. */
public final class JdbiFolderStore implements FolderStore {

    /** Conversations that move out of a folder in one statement, far within its time. */
    private static final int PIECE = 1_000;

    private final PostgresGuard calls;
    private final String add = SqlFile.read("folders/add");
    private final String list = SqlFile.read("folders/list");
    private final String edit = SqlFile.read("folders/edit");
    private final String moveOut = SqlFile.read("folders/moveOut");

    public JdbiFolderStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Outcome add(Folder folder, boolean last, int tokens) {
        return locked(folder.user(), tx -> {
            Optional<Folder> added = bind(tx.createQuery(add), folder.settings(), tokens)
                    .bind("user", folder.user())
                    .bind("id", folder.id())
                    .bind("last", last)
                    .bind("createdAt", folder.createdAt())
                    .bind("most", MOST_OF_A_USER)
                    .bind("mostPosition", FolderSettings.MAX_POSITION)
                    .map((row, context) -> read(row))
                    .findOne();
            return added.or(() -> find(tx, folder.user(), folder.id()))
                    .<Outcome>map(Outcome.Kept::new)
                    .orElseGet(() ->
                            count(tx, folder.user()) < MOST_OF_A_USER ? new Outcome.NoPlace() : new Outcome.TooMany());
        });
    }

    private static int count(Handle tx, UserId user) {
        return tx.createQuery("select count(*) from folders where user_id = :user")
                .bind("user", user)
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public Optional<Folder> find(UserId user, FolderId id) {
        return calls.call(handle -> find(handle, user, id));
    }

    private static Optional<Folder> find(Handle handle, UserId user, FolderId id) {
        return handle.createQuery("""
                        select f.user_id, f.id, f.parent_id, f.name, f.position, f.system_prompt, f.created_at
                          from folders f
                         where f.user_id = :user and f.id = :id
                        """)
                .bind("user", user)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    @Override
    public Page<Folder, FolderPosition> list(UserId user, PageRequest<FolderPosition> page) {
        List<Folder> rows = calls.read(
                user,
                handle -> handle.createQuery(list)
                        .bind("user", user)
                        .bind("position", page.after().map(FolderPosition::position))
                        .bind("id", page.after().map(FolderPosition::id))
                        .bind("rows", page.limit() + 1)
                        .map((row, context) -> read(row))
                        .list());
        return Page.of(rows, page.limit(), FolderPosition::of);
    }

    @Override
    public Outcome edit(UserId user, FolderId id, FolderEdit change, int tokens) {
        return locked(
                user,
                tx -> find(tx, user, id)
                        .map(before -> edit(tx, before, change.of(before.settings()), tokens))
                        .orElseGet(Outcome.NoFolder::new));
    }

    private Outcome edit(Handle tx, Folder before, FolderSettings settings, int tokens) {
        return bind(tx.createQuery(edit), settings, tokens)
                .bind("user", before.user())
                .bind("id", before.id())
                .map((row, context) -> read(row))
                .findOne()
                .<Outcome>map(Outcome.Kept::new)
                .orElseGet(Outcome.NoPlace::new);
    }

    @Override
    public boolean delete(UserId user, FolderId id) {
        while (moveOut(user, id) == PIECE) {
            // the next piece
        }
        return locked(user, tx -> {
            boolean there = tx.createQuery("""
                            select true from folders where user_id = :user and id = :id for update
                            """)
                    .bind("user", user)
                    .bind("id", id)
                    .mapTo(Boolean.class)
                    .findOne()
                    .isPresent();
            if (!there) {
                PostgresGuard.confirm(tx); // it may be a repeat
                return false;
            }
            moveOut(tx, user, id, Integer.MAX_VALUE);
            tx.createUpdate("delete from folders where user_id = :user and id = :id")
                    .bind("user", user)
                    .bind("id", id)
                    .execute();
            return true;
        });
    }

    private int moveOut(UserId user, FolderId id) {
        return calls.write(user, handle -> moveOut(handle, user, id, PIECE));
    }

    private int moveOut(Handle handle, UserId user, FolderId id, int limit) {
        return handle.createQuery(moveOut)
                .bind("user", user)
                .bind("folder", id)
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one();
    }

    private <T> T locked(UserId user, Function<Handle, T> work) {
        return calls.write(
                user,
                handle -> handle.inTransaction(tx -> {
                    tx.createQuery("select true from users where id = :user for no key update")
                            .bind("user", user)
                            .mapTo(Boolean.class)
                            .list();
                    return work.apply(tx);
                }));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, FolderSettings settings, int tokens) {
        return statement
                .bind("name", settings.name())
                .bind("parent", settings.parent())
                .bind("position", settings.position())
                .bind("systemPrompt", settings.systemPrompt())
                .bind("tokens", tokens);
    }

    private static Folder read(ResultSet row) throws SQLException {
        FolderSettings settings = new FolderSettings(
                row.getString("name"),
                Columns.uuidIfAny(row, "parent_id").map(FolderId::new),
                row.getInt("position"),
                Columns.text(row, "system_prompt"));
        return new Folder(
                new FolderId(Columns.uuid(row, "id")),
                new UserId(Columns.uuid(row, "user_id")),
                settings,
                Columns.instant(row, "created_at"));
    }
}
