package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.analytics.ApiUsageStore;
import bot.conversational.domain.analytics.UsageQuery;
import bot.conversational.domain.analytics.UsageReport.ApiFigures;
import bot.conversational.domain.analytics.UsageReport.ModelUse;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** {@link ApiUsageStore} on the table {@code api_usage}. */
public final class JdbiApiUsageStore implements ApiUsageStore {

    private static final UUID NOBODY = new UUID(0, 0);

    private record Sum(int bucket, ApiFigures figures) {}

    private final String add = SqlFile.read("usage/add");
    private final String sums = SqlFile.read("usage/sums");
    private final String models = SqlFile.read("usage/models");
    private final PostgresGuard calls;

    public JdbiApiUsageStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public void add(Instant at, List<Use> uses) {
        calls.run(handle -> handle.createUpdate(add)
                .bind("at", at)
                .bindArray("users", UUID.class, all(uses, use -> use.user().value()))
                .bindArray("models", String.class, all(uses, Use::model))
                .bindArray("answers", Long.class, all(uses, use -> use.figures().answers()))
                .bindArray(
                        "promptTokens",
                        Long.class,
                        all(uses, use -> use.figures().promptTokens()))
                .bindArray(
                        "completionTokens",
                        Long.class,
                        all(uses, use -> use.figures().completionTokens()))
                .bindArray(
                        "cachedAnswers",
                        Long.class,
                        all(uses, use -> use.figures().cachedResponses()))
                .execute());
    }

    private static <T> List<T> all(List<Use> uses, Function<Use, T> value) {
        return uses.stream().map(value).toList();
    }

    @Override
    public List<ApiFigures> sums(Optional<UserId> user, UsageQuery query, List<Instant> starts) {
        List<ApiFigures> figures = new ArrayList<>(Collections.nCopies(starts.size(), ApiFigures.NONE));
        if (!starts.isEmpty()) {
            calls.call(handle -> bound(handle.createQuery(sums), user, query)
                            .bindArray(
                                    "starts",
                                    String.class,
                                    starts.stream().map(Instant::toString).toList())
                            .map((row, context) -> new Sum(
                                    row.getInt("bucket"),
                                    new ApiFigures(
                                            row.getLong("answers"),
                                            row.getLong("prompt_tokens"),
                                            row.getLong("completion_tokens"),
                                            row.getLong("cached_answers"))))
                            .list())
                    .forEach(sum -> {
                        int at = Math.max(0, sum.bucket() - 1);
                        figures.set(at, figures.get(at).plus(sum.figures()));
                    });
        }
        return List.copyOf(figures);
    }

    @Override
    public List<ModelUse> models(Optional<UserId> user, UsageQuery query) {
        return calls.call(handle -> bound(handle.createQuery(models), user, query)
                .map((row, context) -> new ModelUse(row.getString("model"), row.getLong("answers")))
                .list());
    }

    private static Query bound(Query statement, Optional<UserId> user, UsageQuery query) {
        return statement
                .bind("everybody", user.isEmpty())
                .bind("user", user.map(UserId::value).orElse(NOBODY))
                .bind("from", query.from())
                .bind("to", query.to());
    }
}
