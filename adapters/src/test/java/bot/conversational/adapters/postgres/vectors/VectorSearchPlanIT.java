package bot.conversational.adapters.postgres.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.postgres.database.PostgresJdbi;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.adapters.postgres.database.TestDatabase;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.search.MessageQuery;
import bot.conversational.domain.search.meaning.VectorSearch;
import bot.conversational.domain.search.meaning.VectorSearch.Near;
import bot.conversational.domain.stores.Dialogue;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** What a search reads, as PostgreSQL counts it. */
class VectorSearchPlanIT {

    private static final String MODEL = "random";
    private static final int DIMENSIONS = 384;
    private static final int OWN = 1_000;
    /** So many in each partition that a plan for all users expects few passages of one. */
    private static final int OTHERS = 1_000;

    private static final int OF_EACH = 3;
    private static final int LIMIT = 10;

    /** So often that a connection makes a plan for all users. */
    private static final int TIMES = 10;

    /** A page of the visibility map for each of the few looks into the index. */
    private static final int VISIBILITY = 5 * LIMIT * TIMES;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestDatabase database = TestDatabase.create();
    private final Jdbi jdbi = database.jdbi();
    private final Dialogue dialogue = Dialogue.of(database.stores());
    private final VectorSearch search = new JdbiVectorSearch(jdbi);

    private record Reads(long looksIntoTheIndex, long heapBlocks, long wholeTables) {}

    @BeforeEach
    void write() {
        search.cosines(dialogue.user(), MODEL, random(), List.of()); // the model has its number
        PGSimpleDataSource patient = (PGSimpleDataSource) database.dataSource();
        patient.setSocketTimeout(Math.toIntExact(2 * PATIENCE.toSeconds()));
        PostgresJdbi.create(patient, PATIENCE).useHandle(handle -> {
            handle.createUpdate("""
                            insert into messages (user_id, conversation_id, seq, id, role, content, status, cached, tokens,
                                                  chain, created_at)
                            select :user, :conversation, n, md5('own ' || n)::uuid, 'user', 'Number ' || n, 'completed',
                                   false, 1, '', now()
                              from generate_series(1, :own) n
                            """)
                    .bind("user", dialogue.user())
                    .bind("conversation", dialogue.id())
                    .bind("own", OWN)
                    .execute();
            handle.createUpdate("""
                            with random as materialized (
                                select i, (select array_agg(random() - 0.5)
                                             from generate_series(1, :dimensions)
                                            where i > 0)::real[]::halfvec as vector
                                  from generate_series(1, 100) i
                            )
                            insert into passages (user_id, message_id, model, passage, embedding)
                            select case when n <= :own then :user else md5('other ' || n % :others)::uuid end,
                                   md5('own ' || n)::uuid, m.id, 0, l2_normalize(one.vector + two.vector)
                              from generate_series(1, :own + :others * :ofEach) n
                              join random one on one.i = 1 + n % 100
                              join random two on two.i = 1 + n / 100
                             cross join embedding_models m
                            """)
                    .bind("own", OWN)
                    .bind("user", dialogue.user())
                    .bind("others", OTHERS)
                    .bind("ofEach", OF_EACH)
                    .bind("dimensions", DIMENSIONS)
                    .execute();
            handle.execute("vacuum analyze passages");
            handle.execute("vacuum analyze messages");
            handle.execute("select pg_stat_force_next_flush()"); // not what this read
        });
    }

    private static Embedding random() {
        Random random = new Random(20_261_202);
        float[] components = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            components[i] = random.nextFloat() - 0.5f;
        }
        return Embedding.normalized(components);
    }

    private List<Near> nearest(VectorSearch by) {
        return by.nearest(dialogue.user(), MODEL, random(), MessageQuery.Filters.NONE, Optional.empty(), LIMIT);
    }

    private Reads reads() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select (select sum(idx_scan) from pg_stat_user_indexes where relname ~ '^passages_[0-9]+$') as looks,
                               (select sum(heap_blks_read + heap_blks_hit) from pg_statio_user_tables
                                 where relname ~ '^passages_[0-9]+$') as blocks,
                               (select sum(seq_scan) from pg_stat_user_tables where relname ~ '^passages_[0-9]+$') as whole
                        """)
                .map((row, context) -> new Reads(row.getLong("looks"), row.getLong("blocks"), row.getLong("whole")))
                .one());
    }

    /** What is read by this. A server's process tells it when it ends, which is soon after its caller has gone. */
    private Reads reads(Runnable of) {
        Reads before = reads();
        of.run();
        Reads after = await().until(this::reads, it -> it.looksIntoTheIndex() > before.looksIntoTheIndex());
        return new Reads(
                after.looksIntoTheIndex() - before.looksIntoTheIndex(),
                after.heapBlocks() - before.heapBlocks(),
                after.wholeTables() - before.wholeTables());
    }

    @Test
    void searchShouldReadTheIndexAlone() {
        Reads reads = reads(() -> {
            try (HikariDataSource one = new HikariDataSource()) {
                one.setDataSource(database.dataSource());
                one.setMaximumPoolSize(1);
                VectorSearch onOne = new JdbiVectorSearch(PostgresJdbi.create(one, TestDatabase.STATEMENT_TIMEOUT));
                for (int i = 0; i < TIMES; i++) {
                    assertThat(nearest(onOne)).hasSize(LIMIT);
                }
            }
        });

        assertThat(reads.wholeTables()).isZero();
        assertThat(reads.heapBlocks()).isLessThan(VISIBILITY);
    }

    @Test
    void cosinesOfKnownMessagesShouldBeReadByThem() {
        List<MessageId> some =
                nearest(search).stream().map(it -> it.message().id()).toList();

        Reads reads = reads(() -> assertThat(search.cosines(dialogue.user(), MODEL, random(), some))
                .hasSize(LIMIT));

        assertThat(reads.wholeTables()).isZero();
        assertThat(reads.heapBlocks()).isLessThan(VISIBILITY);
    }

    /** In a plan for any parameter a cast is made where it stands: beside each row, and reading a vector takes long. */
    @Test
    void queryShouldNotBeReadFromItsTextForEachRow() {
        List<String> names = new ArrayList<>();
        String numbered = Pattern.compile("(?<!:):([a-zA-Z]+)")
                .matcher(SqlFile.read("vectors/nearest"))
                .replaceAll(name -> {
                    if (!names.contains(name.group(1))) {
                        names.add(name.group(1));
                    }
                    return Matcher.quoteReplacement("$" + (1 + names.indexOf(name.group(1))));
                });

        List<String> comparisons = new ArrayList<>();
        PGSimpleDataSource simple = (PGSimpleDataSource) database.dataSource();
        simple.setPreferQueryMode(PreferQueryMode.SIMPLE); // without values for the parameters
        try (Connection connection = simple.getConnection();
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("explain (generic_plan, verbose) " + numbered)) {
            while (plan.next()) {
                String line = plan.getString(1);
                if (line.contains("<#>")) {
                    comparisons.add(line);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }

        assertThat(comparisons).isNotEmpty().noneMatch(line -> line.contains("::halfvec"));
    }
}
