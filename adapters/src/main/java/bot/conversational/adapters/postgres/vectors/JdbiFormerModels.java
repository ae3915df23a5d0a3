package bot.conversational.adapters.postgres.vectors;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.meaning.FormerModels;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/**
 * {@link FormerModels} on the table {@code embedding_models} and those of {@link JdbiVectorStore}, by the database's
 * clock. A model that was given up has no name any more.
 */
public final class JdbiFormerModels implements FormerModels {

    private static final int MOST_MODELS = 16;
    private static final int USERS_AT_ONCE = 1_000;
    private static final int USERS_DELETED_AT_ONCE = 50;
    private static final int ROWS_AT_ONCE = 2_000;

    /** It reads what is noted of all users, once nobody waits for filling. */
    private static final Duration LOOK_AT_ALL = Duration.ofSeconds(20);

    private static final UUID FIRST = new UUID(0, 0);

    private final PostgresGuard calls;
    private final EmbeddingModels models;
    private final String want = SqlFile.read("vectors/want");
    private final String all = SqlFile.read("vectors/formers");
    private final String leaveSearchers = SqlFile.read("vectors/leaveSearchers");
    private final String needing = SqlFile.read("vectors/needing");
    private final String giveUp = SqlFile.read("vectors/giveUp");
    private final String deleteSome = SqlFile.read("vectors/deleteSome");

    /** Of each model that was given up, up to which user this node has deleted what is left of it. */
    private final Map<Short, UUID> deleted = new ConcurrentHashMap<>();

    /** @param full whether the users have more than that */
    private record Piece(short model, Optional<UUID> last, boolean full) {}

    public JdbiFormerModels(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
        this.models = jdbi.getConfig(EmbeddingModels.class);
    }

    @Override
    public void want(String model) {
        calls.call(handle -> handle.createQuery(want)
                        .bind("name", model)
                        .mapTo(Short.class)
                        .findOne())
                .ifPresent(number -> models.note(model, number));
    }

    @Override
    public List<Former> all(String wanted) {
        short number = models.number(calls, wanted);
        return calls.call(handle -> handle.createQuery(all)
                .bind("wanted", number)
                .bind("most", MOST_MODELS)
                .map((row, context) -> {
                    models.note(row.getString("name"), row.getShort("id"));
                    return new Former(
                            row.getString("name"),
                            row.getInt("dimensions"),
                            row.getBoolean("needed"),
                            row.getBoolean("wanted_elsewhere"));
                })
                .list());
    }

    @Override
    public boolean leaveSearchers(String wanted) {
        short number = models.number(calls, wanted);
        return calls.call(handle -> handle.createUpdate(leaveSearchers)
                        .bind("model", number)
                        .bind("limit", USERS_AT_ONCE)
                        .execute())
                > 0;
    }

    @Override
    public List<Change> needing(String former, String wanted, List<Change> changes) {
        short from = models.number(calls, former);
        short to = models.number(calls, wanted);
        Set<UUID> users = new HashSet<>();
        changes.forEach(it -> users.add(it.user().value()));
        Set<UUID> need = calls.call(handle -> handle.createQuery(needing)
                .bind("former", from)
                .bind("wanted", to)
                .bindArray("users", UUID.class, List.copyOf(users))
                .mapTo(UUID.class)
                .set());
        return changes.stream().filter(it -> need.contains(it.user().value())).toList();
    }

    @Override
    public void giveUp(String wanted) {
        short number = models.number(calls, wanted);
        calls.callPatiently(
                LOOK_AT_ALL,
                handle -> handle.createUpdate(giveUp)
                        .setQueryTimeout(Math.toIntExact(LOOK_AT_ALL.toSeconds()))
                        .bind("wanted", number)
                        .execute());
    }

    @Override
    public boolean deleteSome() {
        Optional<Short> gone =
                calls.call(handle -> handle.createQuery("""
                        select m.id
                          from embedding_models m
                         where m.name is null and m.used_at < clock_timestamp() - interval '10 seconds'
                         order by m.id
                         limit 1
                        """).mapTo(Short.class).findOne());
        return gone.isPresent() && deleteSomeOf(gone.get());
    }

    private boolean deleteSomeOf(short model) {
        UUID after = deleted.getOrDefault(model, FIRST);
        Optional<Piece> piece = calls.call(handle -> handle.createQuery(deleteSome)
                .bind("model", model)
                .bind("after", after)
                .bind("users", USERS_DELETED_AT_ONCE)
                .bind("rows", ROWS_AT_ONCE)
                .map((row, context) -> new Piece(
                        model, Optional.ofNullable(row.getObject("last", UUID.class)), row.getBoolean("full")))
                .findOne());
        if (piece.isEmpty()) {
            // Another node is at it.
            return false;
        }
        if (piece.get().full()) {
            return true;
        }
        if (piece.get().last().isPresent()) {
            deleted.put(model, piece.get().last().get());
            return true;
        }
        calls.run(handle -> handle.createUpdate("delete from embedding_models where id = :model and name is null")
                .bind("model", model)
                .execute());
        deleted.remove(model);
        return true;
    }
}
