package bot.conversational.adapters.postgres.partitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.cluster.TablePartitions.Progress;
import bot.conversational.domain.cluster.TablePartitions.Stage;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.Dialogue;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and turns into partitions and back, in a database of its own. */
class JdbcTablePartitionsIT {

    private static final Progress SILENT = (stage, done, all) -> {};

    /** All that a table has beside its rows, the same for one table and for partitions. */
    private static final String SHAPE = """
            select t.name || ' ' || what
              from unnest(array['messages', 'turns']) t (name)
             cross join lateral (
                   select replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as what
                     from pg_index i where i.indrelid = t.name::regclass
                    union all
                   select c.conname || ' ' || c.conrelid::regclass || ' ' || replace(pg_get_constraintdef(c.oid), ' NOT VALID', '')
                     from pg_constraint c
                    where t.name::regclass in (c.conrelid, c.confrelid) and c.conparentid = 0
                    union all
                   select format('%s %s %s %s %s', a.attnum, a.attname, a.atttypid::regtype, a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
                     from pg_attribute a
                     left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                    where a.attrelid = t.name::regclass and a.attnum > 0 and not a.attisdropped
                    union all
                   select a.attname || ' ' || col_description(a.attrelid, a.attnum)
                     from pg_attribute a
                    where a.attrelid = t.name::regclass and a.attnum > 0
                    union all
                   select format('%s %s', g.grantee::regrole, g.privilege_type)
                     from pg_class c, aclexplode(c.relacl) g
                    where c.oid = t.name::regclass
                    union all
                   select distinct 'stored ' || array_to_string(c.reloptions, ', ')
                     from pg_class c
                    where c.oid = t.name::regclass and c.relkind = 'r'
                       or c.oid in (select i.inhrelid from pg_inherits i where i.inhparent = t.name::regclass)) shape
             where what is not null
             order by 1
            """;

    private static final String ROWS = """
            select (select count(*) || ' ' || sum(hashtextextended(m::text, 0)) from messages m) || ' '
                   || (select count(*) || ' ' || sum(hashtextextended(t::text, 0)) from turns t)
            """;

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Jdbi jdbi = DATABASE.jdbi();
    private final JdbcTablePartitions tables = PartitionedDatabase.tables(DATABASE);
    private final Dialogue dialogue = Dialogue.of(DATABASE.stores());

    /** What a test leaves, the next one moves: only one of them deletes messages. */
    @BeforeEach
    void fill() {
        if (strings("select id::text from messages limit 1").isEmpty()) {
            for (int i = 0; i < 20; i++) {
                Dialogue.of(DATABASE.stores(), dialogue.user()).exchange("A question", "an answer");
                Dialogue.of(DATABASE.stores()).exchange("Another's question", "another answer");
            }
        }
    }

    @AfterEach
    void back() {
        run(
                "drop view if exists seen; drop trigger if exists told on turns; delete from nodes; delete from message_feedback");
        if (tables.count() > 1) {
            tables.moveInto(1, SILENT);
        }
    }

    private List<String> strings(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private void run(String sql) {
        PartitionedDatabase.run(DATABASE, sql);
    }

    /** The tables' columns were changed by migrations, and one was dropped: it is not copied. */
    @Test
    void moveShouldKeepAllThatTheTablesHave() {
        run(
                "grant select on messages to pg_monitor; alter table messages add column x int; alter table messages drop column x");
        run("insert into message_feedback (user_id, message_id, conversation_id, rating, created_at)"
                + " select user_id, id, conversation_id, 'up', now() from messages where role = 'assistant'");
        List<String> shape = withoutNumbers(strings(SHAPE));
        List<String> rows = strings(ROWS);

        for (int count : List.of(4, 16, 2, 1)) {
            tables.moveInto(count, SILENT);
            assertThat(tables.count()).isEqualTo(count);
            assertThat(strings("select relkind from pg_class where oid in ('messages'::regclass, 'turns'::regclass)"))
                    .containsOnly(count == 1 ? "r" : "p");
            assertThat(withoutNumbers(strings(SHAPE))).isEqualTo(shape);
            assertThat(strings(ROWS)).isEqualTo(rows);
        }
        assertThat(strings("select relname from pg_class where relname ~ '_moved|^(messages|turns)_[0-9]'"))
                .isEmpty();
        assertThat(strings("select proname from pg_proc where proname like 'moving%'"))
                .isEmpty();
    }

    /** A dropped column leaves a gap in the numbers. */
    private static List<String> withoutNumbers(List<String> shape) {
        assertThat(shape).hasSizeGreaterThan(60).anyMatch(it -> it.contains("pg_monitor"));
        return shape.stream()
                .map(it -> it.replaceFirst("^(messages|turns) \\d+ ", "$1 "))
                .sorted()
                .toList();
    }

    @Test
    void feedbackShouldGoWithItsMessageAlsoInPartitions() {
        tables.moveInto(4, SILENT);
        run("insert into message_feedback (user_id, message_id, conversation_id, rating, created_at)"
                + " select user_id, id, conversation_id, 'up', now() from messages where role = 'assistant'");
        assertThat(strings("select count(*) > 0 from message_feedback")).containsExactly("t");
        run("delete from messages");
        assertThat(strings("select count(*) from message_feedback")).containsExactly("0");
        assertThatThrownBy(() ->
                        run("insert into message_feedback (user_id, message_id, conversation_id, rating, created_at)"
                                + " select id, id, id, 'up', now() from conversations"))
                .hasMessageContaining("message_feedback_user_id_message_id_fkey");
    }

    @Test
    void usersShouldBeSpread() {
        tables.moveInto(4, SILENT);
        assertThat(strings("select distinct tableoid::regclass::text from messages"))
                .hasSizeBetween(2, 4)
                .allMatch(name -> name.startsWith("messages_4_"));
    }

    @Test
    void progressShouldGoToItsEnd() {
        List<String> seen = new ArrayList<>();
        tables.moveInto(2, (stage, done, all) -> seen.add(stage + " " + (done == all)));
        assertThat(seen)
                .contains(Stage.ROWS + " true", Stage.INDEXES + " false")
                .endsWith(Stage.INDEXES + " true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROWS", "INDEXES"})
    void failureAtAnyTimeShouldLeaveAllAsItWas(Stage at) {
        List<String> shape = strings(SHAPE);
        List<String> rows = strings(ROWS);
        assertThatThrownBy(() -> tables.moveInto(16, (stage, done, all) -> {
                    if (stage == at) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");
        assertThat(strings(SHAPE)).isEqualTo(shape);
        assertThat(strings(ROWS)).isEqualTo(rows);
        assertThat(tables.count()).isEqualTo(1);
        dialogue.exchange("And now?", "All as it was");
    }

    @Test
    void moveShouldBeRefusedWhileANodeRuns() {
        run("insert into nodes values ('node-7', 1, now() + interval '1 minute')");
        assertThatThrownBy(() -> tables.moveInto(16, SILENT))
                .isInstanceOf(DomainException.Conflict.class)
                .hasMessageContaining("node-7");
        run("update nodes set lease_until = now()");
        tables.moveInto(16, SILENT);
    }

    @Test
    void moveShouldBeRefusedWhileSomebodyElseUsesTheTables() throws Exception {
        try (Connection other = PartitionedDatabase.connect(DATABASE);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select count(*) from turns");
            assertThatThrownBy(() -> tables.moveInto(16, SILENT))
                    .isInstanceOf(DomainException.Conflict.class)
                    .hasMessageContaining("Somebody uses the tables");
        }
    }

    /** A trigger or a view would be lost or stand in the way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create view seen as select * from messages",
                "create trigger told before insert on turns for each row execute function suppress_redundant_updates_trigger()"
            })
    void moveShouldBeRefusedWhenSomethingOfOthersHangsOnTheTables(String others) {
        run(others);
        assertThatThrownBy(() -> tables.moveInto(16, SILENT))
                .isInstanceOf(DomainException.Unavailable.class)
                .hasMessageContaining("Nothing was changed");
        assertThat(tables.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3, 24, 512})
    void numberShouldBeAPowerOfTwo(int number) {
        assertThatThrownBy(() -> tables.moveInto(number, SILENT)).isInstanceOf(DomainException.Invalid.class);
    }

    @Test
    void tablesThatAreSoAlreadyShouldBeLeftAlone() {
        assertThatThrownBy(() -> tables.moveInto(1, SILENT)).isInstanceOf(DomainException.Conflict.class);
    }
}
