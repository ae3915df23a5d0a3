package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.adapters.engines.PausedEngine;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Whoever erases his account is gone at once, and from every store soon, whatever dies meanwhile. */
class ErasureIT {

    private static final String ME = "/api/v1/users/me";

    private final Deployment deployment = Deployment.fresh(Map.of());

    private static Api.Answer erase(Api api, String password) {
        return api.with("Content-Type", "application/json")
                .send("DELETE", ME, BodyPublishers.ofString("{\"password\": \"" + password + "\"}"));
    }

    private static String id(Api api) {
        return api.get(ME).expect(200).json().get("id").asText();
    }

    /** The node dies between the answer and the erasing; another finishes it. */
    @Test
    void nothingShouldBeLeftInAnyStore() throws Exception {
        String erased;
        String kept;
        try (ServiceProcess first = deployment.start()) {
            Api ada = first.api().asNewUser("ada@example.com");
            Api bob = first.api().asNewUser("adb@example.com");
            erased = id(ada);
            kept = id(bob);
            for (Api user : List.of(ada, bob)) {
                String conversation = user.newConversation();
                user.say(conversation, "the secret of the pangolin").expect(201);
                user.with("Content-Type", "text/plain")
                        .postRaw("/api/v1/files", "the picture of the pangolin")
                        .expect(201);
                await().atMost(Duration.ofSeconds(30))
                        .until(() ->
                                !user.search("pangolin").json().get("items").isEmpty());
            }
            assertThat(traces(erased)).as("the test sees what there is").hasSizeGreaterThan(5);

            erase(ada, "wrong").expect(422);
            ada.get(ME).expect(200);
            try (PausedEngine index = PausedEngine.freeze(Engines.elasticsearch())) {
                erase(ada, Api.PASSWORD).expect(204);
                ada.get(ME).expect(401);
                assertThat(first.api()
                                .post("/api/v1/sessions", Map.of("email", "ada@example.com", "password", Api.PASSWORD))
                                .status())
                        .isEqualTo(401);
                first.kill();
            }
        }
        try (Node second = deployment.startInProcess()) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(traces(erased)).isEmpty());
            Api bob = second.api().logIn("adb@example.com");
            assertThat(traces(kept)).hasSizeGreaterThan(5);
            assertThat(bob.search("pangolin").json().get("items")).hasSize(2);
            Api again = second.api().asNewUser("ada@example.com");
            assertThat(again.get("/api/v1/conversations").json().get("items")).isEmpty();
        }
    }

    private List<String> traces(String user) throws SQLException, IOException, InterruptedException {
        List<String> traces = new ArrayList<>();
        traces.addAll(rows(user));
        try (Jedis redis = new Jedis(Engines.redis().host(), Engines.redis().port())) {
            traces.addAll(redis.keys("*" + user + "*"));
        }
        traces.addAll(documents(user));
        return traces;
    }

    /** Every table that has a user, whoever adds it. */
    private List<String> rows(String user) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet columns = statement.executeQuery("""
                    select c.table_name || ' where ' || c.column_name
                      from information_schema.columns c
                      join information_schema.tables t using (table_schema, table_name)
                     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                       and (c.column_name = 'user_id' or c.table_name = 'users' and c.column_name = 'id')""")) {
                while (columns.next()) {
                    tables.add(columns.getString(1));
                }
            }
            assertThat(tables).hasSizeGreaterThan(6);
            for (String table : tables) {
                try (ResultSet count = statement.executeQuery("select count(*) from " + table + " = '" + user + "'")) {
                    count.next();
                    if (count.getLong(1) > 0) {
                        found.add("postgresql: " + table);
                    }
                }
            }
        }
        return found;
    }

    /** Not by the service's own way: without routing, after a refresh. */
    private List<String> documents(String user) throws IOException, InterruptedException {
        Engines.Elasticsearch engine = Engines.elasticsearch();
        String index = "http://" + engine.host() + ":" + engine.port() + "/"
                + deployment.environment().get("ELASTICSEARCH_INDEX_PREFIX") + "*";
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create(index + "/_refresh"))
                            .POST(BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            String body = http.send(
                            HttpRequest.newBuilder(URI.create(index + "/_search?q=userId:" + user))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return body.contains("\"_id\"") ? List.of("elasticsearch: " + body) : List.of();
        }
    }
}
