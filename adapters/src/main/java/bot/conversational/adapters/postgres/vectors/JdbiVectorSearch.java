package bot.conversational.adapters.postgres.vectors;

import bot.conversational.adapters.postgres.conversations.MessageRow;
import bot.conversational.adapters.postgres.database.Columns;
import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.adapters.postgres.folders.FilterBinding;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.MessageQuery.Reach;
import bot.conversational.domain.search.meaning.VectorSearch;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * {@link VectorSearch} by pgvector: each of the user's newest passages is compared, and of all of them as many as the
 * search's time allows.
 */
public final class JdbiVectorSearch implements VectorSearch {

    private static final int SECONDS = 1;

    /** Each keeps a connection and a processor of the database busy for as long as it takes. */
    private static final int LONG_SEARCHES_AT_ONCE = 2;

    private static final int MOST_MODELS = 16;

    private final PostgresGuard calls;
    private final EmbeddingModels models;
    private final String nearest = SqlFile.read("vectors/nearest");
    private final String related = SqlFile.read("vectors/related");
    private final String ask = SqlFile.read("vectors/ask");
    private final Semaphore longSearches = new Semaphore(LONG_SEARCHES_AT_ONCE);

    public JdbiVectorSearch(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
        this.models = jdbi.getConfig(EmbeddingModels.class);
    }

    @Override
    public List<Near> nearest(
            UserId user,
            String model,
            Embedding query,
            MessageQuery.Filters filters,
            Reach reach,
            Optional<Place> after,
            int limit) {
        short number = models.number(calls, model);
        HandleCallback<List<Near>, RuntimeException> compare =
                handle -> FilterBinding.bind(handle.createQuery(nearest), filters.within())
                        .setQueryTimeout(Math.toIntExact(reach.limit().toSeconds()))
                        .bind("user", user)
                        .bind("model", number)
                        .bind("query", VectorText.of(query))
                        .bind("newest", reach == Reach.ALL ? Optional.<Integer>empty() : Optional.of(Reach.PASSAGES))
                        .bind("role", filters.role())
                        .bind("conversation", filters.conversation())
                        .bind("generatedBy", filters.model())
                        .bind("rating", filters.feedback())
                        .bind("from", filters.from())
                        .bind("to", filters.to())
                        .bind("afterDistance", after.map(place -> -place.cosine()))
                        .bind("afterId", after.map(place -> place.message().value()))
                        .bind("rows", limit)
                        .map((row, context) -> read(row))
                        .list();
        return reach == Reach.ALL ? patiently(user, reach.limit(), compare) : calls.read(user, compare);
    }

    private <T> T patiently(UserId user, Duration limit, HandleCallback<T, RuntimeException> work) {
        if (!longSearches.tryAcquire()) {
            throw new DomainException.Unavailable("Too many long searches at once.", limit, null);
        }
        try {
            return calls.readPatiently(user, limit, work);
        } finally {
            longSearches.release();
        }
    }

    /** What {@code <#>} gives is the inner product with its sign turned. */
    private static Near read(ResultSet row) throws SQLException {
        return new Near(
                MessageRow.read(row), Columns.text(row, "title"), -row.getDouble("distance"), row.getInt("passage"));
    }

    @Override
    public List<NearConversation> related(UserId user, String model, ConversationId conversation, int limit) {
        short number = models.number(calls, model);
        return calls.read(
                user,
                handle -> handle.createQuery(related)
                        .setQueryTimeout(SECONDS)
                        .bind("user", user)
                        .bind("model", number)
                        .bind("conversation", conversation)
                        .bind("newest", Reach.PASSAGES)
                        .bind("limit", limit)
                        .map((row, context) -> new NearConversation(
                                new ConversationId(Columns.uuid(row, "conversation_id")), row.getDouble("cosine")))
                        .list());
    }

    @Override
    public Map<MessageId, Double> cosines(UserId user, String model, Embedding query, List<MessageId> messages) {
        short number = models.number(calls, model);
        return calls.read(
                user,
                handle -> handle.createQuery("""
                        select p.message_id, max(-(p.embedding <#> (select :query::halfvec))) as cosine
                          from passages p
                         where p.user_id = :user and p.message_id = any (:messages) and p.model = :model
                         group by p.message_id
                        """)
                        .setQueryTimeout(SECONDS)
                        .bind("user", user)
                        .bind("model", number)
                        .bind("query", VectorText.of(query))
                        .bindArray(
                                "messages",
                                UUID.class,
                                messages.stream().map(MessageId::value).toList())
                        .reduceRows(new HashMap<MessageId, Double>(), (all, row) -> {
                            all.put(
                                    new MessageId(row.getColumn("message_id", UUID.class)),
                                    row.getColumn("cosine", Double.class));
                            return all;
                        }));
    }

    @Override
    public boolean filled(UserId user, String model) {
        short number = models.number(calls, model);
        return calls.call(handle -> handle.createQuery(ask)
                .bind("user", user)
                .bind("model", number)
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public List<Former> formers(UserId user, String wanted) {
        return calls.call(handle -> handle.createQuery("""
                        select m.id, m.name, m.dimensions, u.filled_at is not null as filled
                          from embedded_users u
                          join embedding_models m on m.id = u.model
                         where u.user_id = :user and m.name <> :wanted and m.dimensions is not null
                         order by m.used_at desc, m.id desc
                         limit :most
                        """)
                .bind("user", user)
                .bind("wanted", wanted)
                .bind("most", MOST_MODELS)
                .map((row, context) -> {
                    models.note(row.getString("name"), row.getShort("id"));
                    return new Former(row.getString("name"), row.getInt("dimensions"), row.getBoolean("filled"));
                })
                .list());
    }
}
