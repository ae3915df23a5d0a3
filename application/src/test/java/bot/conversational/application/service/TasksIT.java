package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ElasticsearchIndices;
import bot.conversational.application.service.harness.Node;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What an operator can have a running node do. */
class TasksIT {

    private static final String ME = "/api/v1/users/me";
    private static final Duration SOON = Duration.ofSeconds(60);

    private static Deployment deployment;
    private static Node node;

    @BeforeAll
    static void start() {
        deployment = Deployment.fresh(Map.of());
        node = deployment.startInProcess();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Api.Answer task(Node node, String nameAndParameters) {
        return node.admin().post("/tasks/" + nameAndParameters, Map.of());
    }

    @Test
    void drainedNodeShouldRefuseNewAnswersAndServeTheRest() {
        try (Node own = deployment.startInProcess()) {
            Api ada = own.api().asNewUser();
            String conversation = ada.newConversation();
            ada.say(conversation, "Hello?").expect(201);

            assertThat(task(own, "drain").expect(200).text()).startsWith("draining");
            task(own, "drain").expect(200);

            await().atMost(SOON)
                    .until(() -> own.api().get("/health-check?type=ready").status() == 503);
            await().atMost(SOON).until(() -> ada.say(conversation, "Still?").status() == 503);
            ada.get("/api/v1/conversations/" + conversation + "/messages").expect(200);
            assertThat(own.api().get("/health-check?type=alive").status()).isEqualTo(200);
        }
    }

    @Test
    void cachesOfOneUserShouldBeCleared() {
        Api ada = node.api().asNewUser();
        Api bob = node.api().asNewUser();
        String ours = ada.newConversation();
        ada.say(ours, "Hello?").expect(201);
        bob.say(bob.newConversation(), "Hello?").expect(201);
        String user = ada.get(ME).expect(200).json().get("id").asText();
        String other = bob.get(ME).expect(200).json().get("id").asText();
        await().atMost(SOON).until(() -> keys(user + "*:conversation:*").size() >= 2);
        Set<String> others = keys(other + "*:conversation:*");

        task(node, "clear-caches?user=" + user).expect(200);

        assertThat(keys(user + "*:conversation:*")).isEmpty();
        assertThat(keys(other + "*:conversation:*")).containsAll(others);
        ada.get(ME).expect(200);
        ada.say(ours, "And again?").expect(201);
        assertThat(task(node, "clear-caches?user=nobody").status()).isGreaterThanOrEqualTo(400);
    }

    private static Set<String> keys(String pattern) {
        try (Jedis redis = new Jedis(Engines.redis().host(), Engines.redis().port())) {
            return redis.keys("*" + pattern);
        }
    }

    /** As a change that the index follows like any other. */
    @Test
    void deadLettersShouldBeTriedAgain() throws SQLException {
        Api ada = node.api().asNewUser();
        ada.say(ada.newConversation(), "the aardvark").expect(201);
        String message = one("select id::text from messages where content = 'the aardvark' and role = 'user'");
        String changes = "select count(*)::text from changes where entity = 'message' and id = '" + message + "'";
        int before = Integer.parseInt(one(changes));
        execute("insert into dead_letters (user_id, message_id, conversation_id, version, reason)"
                + " select user_id, id, conversation_id, 1, 'refused' from messages where id = '" + message + "'");

        assertThat(task(node, "retry-dead-letters").expect(200).text()).contains("search_index: 1");

        assertThat(one("select count(*)::text from dead_letters")).isEqualTo("0");
        assertThat(one(changes)).isEqualTo(String.valueOf(before + 1));
    }

    @Test
    void indexShouldBeRebuiltBesideTheOneThatIsSearched() {
        Api ada = node.api().asNewUser();
        ada.say(ada.newConversation(), "the pangolin").expect(201);
        await().atMost(SOON)
                .until(() -> !ada.search("pangolin").json().get("items").isEmpty());
        ElasticsearchIndices indices = indices();
        Set<String> before = indices.behindSearches();

        assertThat(task(node, "rebuild").expect(200).text()).startsWith("started");

        await().atMost(SOON)
                .until(() -> !indices.behindSearches().isEmpty()
                        && !indices.behindSearches().equals(before));
        assertThat(ada.search("pangolin").json().get("items")).hasSize(2);
    }

    @Test
    void levelOfTheLogShouldBeChangedWhileItRuns() {
        assertThat(task(node, "log-level?logger=bot.conversational.none&level=DEBUG")
                        .expect(200)
                        .text())
                .contains("DEBUG");
    }

    private static ElasticsearchIndices indices() {
        return new ElasticsearchIndices(deployment.environment().get("ELASTICSEARCH_INDEX_PREFIX") + "_messages");
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
