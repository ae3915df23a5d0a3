package bot.conversational.adapters.postgres.vectors;

import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.meaning.VectorStore;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** {@link VectorStore} on the tables {@code passages}, {@code embedded_conversations} and {@code embedded_users}. */
public final class JdbiVectorStore implements VectorStore {

    private static final int USERS_AT_ONCE = 1_000;
    private static final int MOST_COUNTED = 100_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final PostgresGuard calls;
    private final EmbeddingModels models;
    private final String waiting = SqlFile.read("vectors/waiting");
    private final String waitingOfUser = SqlFile.read("vectors/waitingOfUser");
    private final String keep = SqlFile.read("vectors/keep");
    private final String claim = SqlFile.read("vectors/claim");
    private final String leave = SqlFile.read("vectors/leave");
    private final String retry = SqlFile.read("vectors/retry");

    /** Of each model, up to which user this node left them for filling. */
    private final Map<String, UUID> left = new ConcurrentHashMap<>();

    public JdbiVectorStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
        this.models = jdbi.getConfig(EmbeddingModels.class);
    }

    @Override
    public List<Waiting> waiting(String model, Scope scope, List<Change> changes, int limit) {
        short number = models.number(calls, model);
        return calls.call(handle -> handle.createQuery(waiting)
                .bind("model", number)
                .bind("everybody", scope == Scope.ALL)
                .bindArray(
                        "users",
                        UUID.class,
                        changes.stream().map(it -> it.user().value()).toList())
                .bindArray(
                        "entities",
                        String.class,
                        changes.stream()
                                .map(it -> it.entity().name().toLowerCase(Locale.ROOT))
                                .toList())
                .bindArray("ids", UUID.class, changes.stream().map(Change::id).toList())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public List<Waiting> waiting(String model, UserId user, int limit) {
        short number = models.number(calls, model);
        return calls.call(handle -> handle.createQuery(waitingOfUser)
                .bind("model", number)
                .bind("user", user)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public void keep(String model, List<Embedded> messages) {
        short number = models.number(calls, model);
        List<UUID> passageIds = new ArrayList<>();
        List<Short> numbers = new ArrayList<>();
        List<String> embeddings = new ArrayList<>();
        for (Embedded message : messages) {
            for (int i = 0; i < message.passages().size(); i++) {
                passageIds.add(message.of().message().value());
                numbers.add((short) i);
                embeddings.add(VectorText.of(message.passages().get(i)));
            }
        }
        List<Embedded> refused =
                messages.stream().filter(it -> it.refused().isPresent()).toList();
        List<Waiting> kept = messages.stream().map(Embedded::of).toList();
        Set<UserId> users = kept.stream().map(Waiting::user).collect(Collectors.toSet());
        calls.write(
                users,
                handle -> handle.createUpdate(keep)
                        .bind("model", number)
                        .bindArray(
                                "users",
                                UUID.class,
                                kept.stream().map(it -> it.user().value()).toList())
                        .bindArray(
                                "conversations",
                                UUID.class,
                                kept.stream()
                                        .map(it -> it.conversation().value())
                                        .toList())
                        .bindArray(
                                "seqs",
                                Long.class,
                                kept.stream().map(Waiting::seq).toList())
                        .bindArray(
                                "ids",
                                UUID.class,
                                kept.stream().map(it -> it.message().value()).toList())
                        .bindArray("passageIds", UUID.class, passageIds)
                        .bindArray("numbers", Short.class, numbers)
                        .bindArray("embeddings", String.class, embeddings)
                        .bindArray(
                                "refusedIds",
                                UUID.class,
                                refused.stream()
                                        .map(it -> it.of().message().value())
                                        .toList())
                        .bindArray(
                                "reasons",
                                String.class,
                                refused.stream()
                                        .map(it -> it.refused().orElseThrow())
                                        .toList())
                        .execute());
    }

    @Override
    public Optional<UserId> claimUnfilled(String model) {
        short number = models.number(calls, model);
        return calls.call(handle -> handle.createQuery(claim)
                .bind("model", number)
                .mapTo(UUID.class)
                .findOne()
                .map(UserId::new));
    }

    @Override
    public void markFilled(String model, UserId user) {
        short number = models.number(calls, model);
        calls.run(handle -> handle.createUpdate("""
                        update embedded_users
                           set filled_at = clock_timestamp(), claimed_until = null
                         where user_id = :user and model = :model and claimed_until is not null
                        """)
                .bind("user", user)
                .bind("model", number)
                .execute());
    }

    @Override
    public boolean leaveForFilling(String model) {
        short number = models.number(calls, model);
        UUID after = left.getOrDefault(model, FIRST);
        Optional<UUID> last = calls.call(handle -> handle.createQuery(leave)
                .bind("model", number)
                .bind("after", after)
                .bind("limit", USERS_AT_ONCE)
                .mapTo(UUID.class)
                .findOne());
        last.ifPresent(user -> left.put(model, user));
        return last.isPresent();
    }

    @Override
    public long refused(String model) {
        short number = models.number(calls, model);
        return calls.call(
                handle -> handle.createQuery("select count(*) from embedding_dead_letters where model = :model")
                        .bind("model", number)
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public int retryRefused(String model, int limit) {
        short number = models.number(calls, model);
        return calls.call(handle -> handle.createQuery(retry)
                .bind("model", number)
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public long unfilled(String model) {
        short number = models.number(calls, model);
        return calls.call(handle -> handle.createQuery("""
                        select count(*)
                          from (select from embedded_users
                                 where model = :model and filled_at is null
                                 limit :most) waiting
                        """)
                .bind("model", number)
                .bind("most", MOST_COUNTED)
                .mapTo(Long.class)
                .one());
    }

    private static Waiting read(ResultSet row) throws SQLException {
        return new Waiting(
                new UserId(Columns.uuid(row, "user_id")),
                new ConversationId(Columns.uuid(row, "conversation_id")),
                row.getLong("seq"),
                new MessageId(Columns.uuid(row, "id")),
                Columns.constant(MessageRole.class, row.getString("role")),
                row.getString("content"));
    }
}
