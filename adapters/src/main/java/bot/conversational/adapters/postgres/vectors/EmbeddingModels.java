package bot.conversational.adapters.postgres.vectors;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.JdbiConfig;

/**
 * The numbers of models in the database: one for each {@link Jdbi}, shared by all stores on it. A model that was given up
 * and is wanted again gets another number, which whoever sees it first notes for the others.
 */
public final class EmbeddingModels implements JdbiConfig<EmbeddingModels> {

    private final Map<String, Short> numbers = new ConcurrentHashMap<>();

    /** The number of a model's name, which it keeps as long as its vectors are there. */
    short number(PostgresGuard calls, String name) {
        return numbers.computeIfAbsent(name, unseen -> calls.call(handle -> find(handle, unseen)));
    }

    /** Notes the number that a name has now. */
    void note(String name, short number) {
        numbers.put(name, number);
    }

    private static short find(Handle handle, String name) {
        handle.createUpdate("""
                        insert into embedding_models (name)
                        select :name where not exists (select from embedding_models where name = :name)
                        on conflict do nothing
                        """).bind("name", name).execute();
        return handle.createQuery("select id from embedding_models where name = :name")
                .bind("name", name)
                .mapTo(Short.class)
                .one();
    }

    /** The same one for every copy that Jdbi makes of its configuration: it is the database's state, not a setting. */
    @Override
    public EmbeddingModels createCopy() {
        return this;
    }
}
