package bot.conversational.adapters.postgres.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementNamesTest {

    @Test
    void fileShouldGiveItsNameToTheStatement() {
        assertThat(StatementNames.of(SqlFile.read("sessions/touch"))).isEqualTo("postgresql.sessions.touch");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    select id from users where id = :id for update                               | users.select
                    insert into nodes (id) values (:id) on conflict (id) do update set epoch = 1 | nodes.insert
                    UPDATE sessions SET ended_at = now()                                         | sessions.update
                    delete from erasures where user_id = :user                                   | erasures.delete
                    with c as (select 1 from t for no key update of t) delete from d using c     | d.delete
                    select add_change_partitions(:days)                                          | select
                    """)
    void statementWithoutFileShouldBeNamedByTableAndVerb(String sql, String name) {
        assertThat(StatementNames.of(sql)).isEqualTo("postgresql." + name);
    }

    @Test
    void namesShouldBeBoundedWhenStatementsAreNot() {
        StatementNames names = new StatementNames();
        long different = IntStream.range(0, 10 * StatementNames.MOST)
                .mapToObj(i -> names.name("select 1 from table_" + i))
                .distinct()
                .count();
        assertThat(different).isEqualTo(StatementNames.MOST + 1L);
        assertThat(names.name("select 1 from table_0")).isEqualTo("postgresql.table_0.select");
        assertThat(names.name("select 1 from table_one_more")).isEqualTo(StatementNames.OTHER);
    }
}
