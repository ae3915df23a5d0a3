package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engine;
import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.application.service.faults.SearchingWriter.Search;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import bot.conversational.domain.indexing.Follower;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Elasticsearch goes away while it is written to and searched, and comes back. Prints how long what took. {@code
 * -Pfaults} makes a backlog of 10,000 changes.
 */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before all tests
class SearchFaultsIT {

    private static final int BACKLOG = Integer.getInteger("faults.backlog", 2_000);

    /** What is promised is a second; the rest is for a machine that is busy with other things. */
    private static final Duration DEGRADED = Duration.ofMillis(4_500);

    private static final Duration BACK = Duration.ofSeconds(45);
    private static final Duration CAUGHT_UP = Duration.ofSeconds(90);

    /** Longer than a bulk is waited for, so that one is given up which the server then carries out after all. */
    private static final Duration FROZEN = Duration.ofSeconds(11);

    private static final Duration KILLED = Duration.ofSeconds(1);

    private interface Taking {
        /** Takes Elasticsearch away until it is closed; then it answers again. */
        AutoCloseable take();
    }

    private final Engine elasticsearch = Engines.elasticsearch();
    private Deployment deployment;
    private ServiceProcess node;

    @BeforeAll
    void start() {
        deployment = Deployment.fresh(Map.of());
        node = deployment.start();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void backlogShouldBeGoneSoonAfterElasticsearchIsBack(@TempDir Path folder) throws IOException {
        Api reader = node.api().asNewUser("backlog@example.com");
        Path file = recordings(folder);
        try (PausedEngine away = PausedEngine.freeze(elasticsearch)) {
            deployment
                    .command("import", "config.yml", "--user", "backlog@example.com", file.toString())
                    .endsWith(0);
            assertThat(backlog()).isGreaterThanOrEqualTo(BACKLOG);
        }
        long back = System.nanoTime();

        await().atMost(CAUGHT_UP.multipliedBy(2)).until(() -> backlog() == 0);
        await().atMost(CAUGHT_UP).until(() -> findable(reader) == BACKLOG);

        Duration took = Duration.ofNanos(System.nanoTime() - back);
        System.out.printf(
                "backlog of %,d changes: gone and findable after %.1f s%n", BACKLOG, took.toMillis() / 1000.0);
        assertThat(took).isLessThan(CAUGHT_UP);
    }

    @Test
    void nothingShouldBeLostOrDoubledWhenElasticsearchFreezesInTheMiddle() throws Exception {
        goesOn("frozen", FROZEN, () -> PausedEngine.freeze(elasticsearch));
    }

    @Test
    void nothingShouldBeLostOrDoubledWhenElasticsearchIsKilledInTheMiddle() throws Exception {
        goesOn("killed", KILLED, () -> {
            elasticsearch.kill();
            return elasticsearch::restart;
        });
    }

    private void goesOn(String fault, Duration time, Taking taking) throws Exception {
        long taken;
        long back;
        SearchingWriter writer = new SearchingWriter(node.api().asNewUser());
        try (writer) {
            await().until(() -> !writer.found().isEmpty());
            changeEverythingAgain();
            await().pollInterval(Duration.ofMillis(5)).until(() -> backlog() > 0);
            taken = System.nanoTime();
            try (AutoCloseable away = taking.take()) {
                long enough = taken + time.toNanos();
                await().atMost(time.plusSeconds(10))
                        .until(() -> writer.searches().stream().anyMatch(search -> search.began() > enough));
            }
            back = System.nanoTime();
            await().atMost(CAUGHT_UP)
                    .until(() -> untilFirst(writer, back, search -> !search.degraded())
                            .isPresent());
        }
        assertThat(writer.failures()).isEmpty();
        assertThat(writer.searches()).allMatch(search -> search.status() == 200);
        await().atMost(CAUGHT_UP).until(() -> backlog() == 0);
        await().atMost(BACK)
                .untilAsserted(() -> assertThat(writer.found()).containsExactlyElementsOf(writer.written()));

        Duration degraded = untilFirst(writer, taken, Search::degraded).orElseThrow();
        Duration recovered =
                untilFirst(writer, back, search -> !search.degraded()).orElseThrow();
        System.out.printf(
                "Elasticsearch %s: degraded after %d ms, the slowest search took %d ms, no longer degraded %.1f s"
                        + " after its return; %d messages, each found once%n",
                fault,
                degraded.toMillis(),
                slowest(writer).toMillis(),
                recovered.toMillis() / 1000.0,
                writer.written().size());
        assertThat(degraded).isLessThan(DEGRADED);
        assertThat(recovered).isLessThan(BACK);
    }

    /** From a moment to the end of the first such search that ended later. */
    private static Optional<Duration> untilFirst(SearchingWriter writer, long moment, Predicate<Search> such) {
        return writer.searches().stream()
                .filter(search -> search.began() >= moment || search.degraded() && search.ended() >= moment)
                .filter(such)
                .map(search -> Duration.ofNanos(search.ended() - moment))
                .findFirst();
    }

    private static Duration slowest(SearchingWriter writer) {
        return writer.searches().stream()
                .map(search -> Duration.ofNanos(search.ended() - search.began()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Notes changes that are none, so that the index is being written to for a while. */
    private void changeEverythingAgain() throws SQLException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into changes (user_id, entity, id, version)
                    select c.user_id, 'conversation', c.id, c.version
                      from conversations c, generate_series(1, 4000) i
                     order by i
                     limit 4000
                    """);
        }
    }

    private long backlog() {
        try (Connection connection = deployment.connect();
                PreparedStatement statement = connection.prepareStatement("""
                        select count(*)
                          from changes c
                          left join change_cursors k on k.consumer = ? and k.shard = c.shard
                         where (c.xid, c.position) > (coalesce(k.xid, '0'), coalesce(k.position, 0))
                        """)) {
            statement.setString(1, Follower.SEARCH_INDEX.consumer());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many messages of the backlog a search in the index finds. */
    private static long findable(Api reader) {
        JsonNode found = reader.search("laggard").expect(200).json();
        return found.get("degraded").asBoolean() ? 0 : found.at("/total/value").asLong();
    }

    /** A conversation of one message is one change. */
    private static Path recordings(Path folder) throws IOException {
        return Files.write(
                folder.resolve("backlog.jsonl"),
                IntStream.range(0, BACKLOG).mapToObj("""
                        {"id": "%1$d", "title": "Number %1$d", "messages": [{"role": "user", "text": "laggard %1$d"}]}"""::formatted).toList());
    }
}
