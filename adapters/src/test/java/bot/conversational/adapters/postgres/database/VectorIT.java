package bot.conversational.adapters.postgres.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.pgvector.PGvector;
import java.sql.SQLException;
import java.sql.Types;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The engine has the extension that the schema asks for, and the client's vectors come back from it as they went. */
class VectorIT {

    private final Jdbi jdbi = TestDatabase.shared().jdbi();

    @Test
    void vectorShouldComeBackAsItWent() {
        PGvector vector = new PGvector(new float[] {0.25f, -1, 3});
        PGvector read = jdbi.withHandle(handle -> {
            register(handle);
            return handle.createQuery("select cast(:vector as vector) as it")
                    .bindBySqlType("vector", vector, Types.OTHER)
                    .map((row, ignored) -> row.getObject("it", PGvector.class))
                    .one();
        });
        assertThat(read).isEqualTo(vector);
    }

    @Test
    void nearestShouldComeFirst() {
        String nearest = jdbi.withHandle(handle -> handle.createQuery("""
                        select name from (values ('north', '[0,1]'::vector), ('east', '[1,0]'::vector)) places (name, at)
                        order by at <=> cast(:near as vector) limit 1
                        """)
                .bindBySqlType("near", new PGvector(new float[] {0.9f, 0.1f}), Types.OTHER)
                .mapTo(String.class)
                .one());
        assertThat(nearest).isEqualTo("east");
    }

    /** Each new connection has to learn of the type, or gives a value of its own. */
    private static void register(Handle handle) {
        try {
            PGvector.registerTypes(handle.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException("the server knows no vectors", e);
        }
    }
}
