package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.CommandResult;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ElasticsearchIndices;
import bot.conversational.application.service.harness.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The index thrown away in every way there is: rebuilt, damaged, deleted, and ahead of a restored database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReindexIT {

    private static final int CONVERSATIONS = 700;

    private final String email = "ada-" + UUID.randomUUID() + "@example.com";
    private Deployment deployment;
    private ServiceProcess node;
    private Api ada;
    private ElasticsearchIndices indices;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        deployment = Deployment.fresh(Map.of());
        indices = new ElasticsearchIndices(
                Objects.requireNonNull(deployment.environment().get("ELASTICSEARCH_INDEX_PREFIX")) + "_messages");
        node = deployment.start();
        ada = node.api().asNewUser(email);
        // The standing audit would mend what is planted here: it is another node's, which never comes.
        execute("insert into walks (walk, holder, lease_until, subject, done)"
                + " values ('search-audit', 'nobody', now() + interval '1 day', '', 0)"
                + " on conflict (walk) do update set holder = excluded.holder, lease_until = excluded.lease_until");
        Path file = folder.resolve("recordings.jsonl");
        Files.write(
                file, IntStream.range(0, CONVERSATIONS).mapToObj("""
                        {"id": "%1$d", "title": "Talk %1$d", "messages": [\
                        {"role": "user", "text": "wombat number w%1$d", "created_at": null}, \
                        {"role": "assistant", "text": "indeed", "created_at": null}]}"""::formatted).toList());
        deployment
                .command("import", "config.yml", "--user", email, file.toString())
                .endsWith(0);
        awaitFound("wombat", CONVERSATIONS);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    @Order(1)
    void reindexShouldGoOnAfterAKillWhileEverythingElseGoesOn() throws Exception {
        Set<String> before = indices.behindSearches();
        int killedAt;
        BusyClient client = new BusyClient(ada);
        try (client) {
            killedAt = killInTheMiddle();
            assertThat(indices.behindSearches()).isEqualTo(before);
            client.awaitRounds(3);

            CommandResult resumed = deployment.command("reindex", "config.yml").endsWith(0);

            assertThat(resumed.output()).contains("resuming after " + killedAt + " messages");
        }
        assertThat(indices.behindSearches()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(indices.all()).as("the old one is deleted").isEqualTo(indices.behindSearches());
        assertThat(client.troubles).isEmpty();
        awaitFound("quokka", client.said);
        awaitFound("wombat", CONVERSATIONS - client.deleted.size());
        assertThat(client.deleted)
                .isNotEmpty()
                .allSatisfy(conversation -> assertThat(
                                ada.get("/api/v1/search/messages?q=wombat&conversationId=" + conversation)
                                        .expect(200)
                                        .json()
                                        .get("items"))
                        .isEmpty());
    }

    /** A rebuild as far as it had come when it was killed. */
    private int killInTheMiddle() throws Exception {
        Process reindex = deployment.begin("reindex", "config.yml");
        try (BufferedReader output = reindex.inputReader()) {
            assertThat(output.lines().anyMatch(line -> line.contains("beginning")))
                    .isTrue();
            reindex.destroyForcibly().waitFor();
        }
        int done = Integer.parseInt(query("select done from walks where walk = 'search-rebuild' and subject <> ''"));
        assertThat(done).isBetween(1, 2 * CONVERSATIONS - 1);
        return done;
    }

    @Test
    @Order(2)
    void auditShouldFindAndRepairWhatIsMissingStaleOrAGhost() throws Exception {
        String index = settled();
        List<JsonNode> hits = new ArrayList<>();
        ada.search("wombat").json().get("items").forEach(hits::add);
        String missing = hits.get(0).at("/message/id").asText();
        String stale = hits.get(1).at("/message/id").asText();
        String user = ada.get("/api/v1/users/me").json().get("id").asText();
        indices.delete(index, missing, user);
        indices.change(index, stale, user, source -> source.put("title", "Never said"));
        indices.copy(index, stale, user, UUID.randomUUID().toString());
        indices.refresh(index);

        CommandResult found = deployment.command("audit", "config.yml").endsWith(1);
        CommandResult repaired =
                deployment.command("audit", "config.yml", "--repair").endsWith(0);

        for (CommandResult each : List.of(found, repaired)) {
            assertThat(each.output()).containsPattern("missing +1 ").containsPattern("stale +1 ");
            assertThat(each.output()).containsPattern("ghosts +1 ");
        }
    }

    @Test
    @Order(3)
    void rewriteShouldMendOneAccount() throws Exception {
        String index = settled();
        JsonNode hit = ada.search("wombat").json().at("/items/0/message/id");
        String user = ada.get("/api/v1/users/me").json().get("id").asText();
        int before = found("wombat");
        indices.delete(index, hit.asText(), user);
        indices.refresh(index);
        assertThat(found("wombat")).isEqualTo(before - 1);

        deployment.command("reindex", "config.yml", "--user", email).endsWith(0);

        awaitFound("wombat", before);
        assertThat(indices.behindSearches()).containsExactly(index);
        assertThat(deployment.command("audit", "config.yml").endsWith(0).output())
                .as("of what was repaired, too")
                .containsPattern("missing +0 ")
                .containsPattern("stale +0 ")
                .containsPattern("ghosts +0 ");
    }

    @Test
    @Order(4)
    void indexShouldComeBackFullWhenItWasDeleted() {
        settled();
        int before = found("wombat");

        indices.all().forEach(indices::drop);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(indices.behindSearches()).hasSize(1);
            JsonNode answer = ada.search("wombat").expect(200).json();
            assertThat(answer.get("degraded").asBoolean()).isFalse();
        });
        assertThat(found("wombat")).as("it is searched when it is full").isEqualTo(before);
    }

    @Test
    @Order(5)
    void indexShouldForgetWhatARestoredDatabaseDoesNotHave() throws Exception {
        String conversation = ada.newConversation();
        ada.say(conversation, "a numbat before").expect(201);
        awaitFound("numbat", 1);
        String database = Objects.requireNonNull(deployment.environment().get("POSTGRES_DB"));
        alone(database, "create database " + database + "_backup template " + database);
        awaitDatabase();
        String index = indices.behindSearches().iterator().next();
        ada.say(conversation, "a numbat afterwards").expect(201);
        awaitFound("numbat", 2);
        int marked = Integer.parseInt(query("select number from source_lineage"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Integer.parseInt(query("select number from source_lineage")) > marked + 1);

        alone(database, "drop database " + database, "alter database " + database + "_backup rename to " + database);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(indices.behindSearches()).hasSize(1).doesNotContain(index));
        awaitDatabase();
        assertThat(found("numbat")).isEqualTo(1);
        ada.say(conversation, "a numbat after all").expect(201);
        awaitFound("numbat", 2);
        assertThat(node.log()).contains("PostgreSQL is not the one that filled the index");
    }

    /** The index that is searched, with all that was written so far findable. */
    private String settled() {
        String index = indices.behindSearches().iterator().next();
        indices.refresh(index);
        return index;
    }

    private void awaitDatabase() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ada.get("/api/v1/conversations").status() == 200);
    }

    private void awaitFound(String text, int expected) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(found(text)).isEqualTo(expected));
    }

    private int found(String text) {
        JsonNode answer = ada.get("/api/v1/search/messages?role=user&limit=1&q=" + text)
                .expect(200)
                .json();
        return answer.at("/total/value").asInt();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).as(sql).isTrue();
            return row.getString(1);
        }
    }

    /** Runs statements while nobody is in the database. */
    private static void alone(String database, String... statements) throws SQLException {
        Engines.Postgres postgres = Engines.postgres();
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + database + " allow_connections false");
            statement.execute(
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + database + "'");
            for (String each : statements) {
                statement.execute(each);
            }
            statement.execute("alter database " + database + " allow_connections true");
        }
    }
}
