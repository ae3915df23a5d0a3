package bot.conversational.adapters.postgres.vectors;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** The numbers of models in the database. */
final class EmbeddingModels {

    private final PostgresGuard calls;
    private final Map<String, Short> numbers = new ConcurrentHashMap<>();

    EmbeddingModels(PostgresGuard calls) {
        this.calls = calls;
    }

    /** The number of a model's name, which it keeps. */
    short number(String name) {
        return numbers.computeIfAbsent(name, unseen -> calls.call(handle -> find(handle, unseen)));
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
}
