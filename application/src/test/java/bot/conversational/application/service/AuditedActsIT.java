package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is done is written down; nobody's texts are, and no administrator sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before all tests
class AuditedActsIT {

    private static final String USERS = "/api/v1/admin/users";
    private static final String AUDIT = "/api/v1/admin/audit";
    private static final String ME = "/api/v1/users/me";

    private static final Duration SOON = Duration.ofSeconds(30);

    private Deployment deployment;
    private Node node;
    private Node other;
    private Api admin;

    @BeforeAll
    void start() {
        deployment = Deployment.fresh(Map.of());
        node = deployment.startInProcess();
        other = deployment.startInProcess();
        admin = new Administrators(deployment).at(node);
    }

    @AfterAll
    void stop() {
        node.close();
        other.close();
    }

    private static String id(Api user) {
        return user.get(ME).expect(200).json().get("id").asText();
    }

    private Api.Answer logIn(String email, String password) {
        return Api.patiently(() -> other.api().post("/api/v1/sessions", Map.of("email", email, "password", password)));
    }

    private List<JsonNode> audited(String query) {
        List<JsonNode> entries = new ArrayList<>();
        admin.get(AUDIT + "?limit=200&" + query).expect(200).json().get("items").forEach(entries::add);
        return entries;
    }

    private int rows(String table, String user) {
        String column = table.equals("users") ? "id" : "user_id";
        try (Connection connection = deployment.connect();
                PreparedStatement count = connection.prepareStatement(
                        "select count(*) from " + table + " where " + column + " = ?::uuid")) {
            count.setString(1, user);
            var row = count.executeQuery();
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void erasedUserShouldBeGoneAndTheLogShouldKeepTheId() {
        String email = Administrators.newEmail();
        Api ada = node.api().asNewUser(email);
        String user = id(ada);
        ada.say(ada.newConversation(), "the secret of the pangolin").expect(201);
        logIn(email, "wrong horse battery").expect(401);

        admin.with("X-Request-Id", "erase-1").delete(USERS + "/" + user).expect(204);

        await().atMost(SOON).until(() -> ada.get(ME).status() == 401);
        await().atMost(SOON).until(() -> rows("users", user) == 0 && rows("erasures", user) == 0);
        admin.delete(USERS + "/" + user).expect(404);
        List<JsonNode> entries = audited("action=user_erase").stream()
                .filter(entry -> entry.get("target").asText().equals(user))
                .toList();
        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().at("/actor/userId").asText()).isEqualTo(id(admin));
        assertThat(entries.getFirst().at("/actor/account/email").asText())
                .isEqualTo(admin.get("/api/v1/users/me").json().get("email").asText());
        assertThat(entries.getFirst().get("targetAccount").isNull())
                .as("erased")
                .isTrue();
        assertThat(entries.getFirst().get("requestId").asText()).isEqualTo("erase-1");
        assertThat(entries.getFirst().get("address").asText()).isEqualTo("127.0.0.1");
        assertThat(audited("").toString()).contains(user).doesNotContain(email, "pangolin");
    }

    @Test
    void failedLogInsShouldBeAuditedWithoutWhatWasTyped() {
        String email = Administrators.newEmail();
        Api ada = node.api().asNewUser(email);
        String typed = "the password typed as an address-" + UUID.randomUUID();
        logIn(email, "wrong horse battery").expect(401);
        logIn(typed.replace(" ", "") + "@example.com", "wrong").expect(401);

        List<JsonNode> failed = audited("action=log_in").stream()
                .filter(entry -> entry.get("outcome").asText().equals("failure"))
                .toList();
        assertThat(failed)
                .anySatisfy(entry ->
                        assertThat(entry.at("/targetAccount/email").asText()).isEqualTo(email));
        assertThat(failed)
                .anySatisfy(entry -> assertThat(entry.get("target").isNull()).isTrue());
        assertThat(failed)
                .allSatisfy(entry -> assertThat(entry.get("actor").isNull()).isTrue());
        assertThat(failed.toString()).doesNotContain(typed.replace(" ", ""), "typed");
    }

    /** By fields: whatever is added to an account later does not get here by itself. */
    @Test
    void administratorShouldSeeAccountsAndUseButNoMessages() {
        String email = Administrators.newEmail();
        Api ada = node.api().asNewUser(email);
        String conversation = ada.newConversation();
        ada.say(conversation, "the secret of the pangolin").expect(201);
        String user = id(ada);

        Api.Answer list = admin.get(USERS + "?q=" + email).expect(200);
        TreeSet<String> fields = new TreeSet<>();
        list.json().at("/items/0").fieldNames().forEachRemaining(fields::add);
        assertThat(fields).containsExactly("createdAt", "displayName", "email", "id", "limits", "role", "state");
        await().atMost(SOON)
                .until(() -> admin.get(USERS + "/" + user + "/usage")
                                .expect(200)
                                .json()
                                .at("/totals/messages")
                                .asInt()
                        > 0);
        for (String path : List.of(USERS + "?limit=200", USERS + "/" + user + "/usage", AUDIT + "?limit=200")) {
            assertThat(admin.get(path).expect(200).text()).doesNotContain("pangolin", conversation);
        }
        admin.get("/api/v1/conversations/" + conversation).expect(404);
        admin.get("/api/v1/conversations/" + conversation + "/messages").expect(404);
    }

    @Test
    void listsShouldBePagedWithoutGapsAndCursorsBeGoodForTheirFilterOnly() {
        for (int i = 0; i < 3; i++) {
            node.api().asNewUser("paged-" + i + "-" + Administrators.newEmail());
        }
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    admin.get(USERS + "?q=paged-&limit=1" + cursor).expect(200).json();
            page.get("items").forEach(item -> found.add(item.get("email").asText()));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (!cursor.isEmpty());
        assertThat(found).hasSize(3).doesNotHaveDuplicates().allMatch(email -> email.startsWith("paged-"));
        String next = admin.get(USERS + "?q=paged-&limit=1")
                .expect(200)
                .json()
                .get("nextCursor")
                .asText();
        admin.get(USERS + "?limit=1&cursor=" + next).expect(400);
        admin.get(AUDIT + "?cursor=" + next).expect(400);
        node.api()
                .post("/api/v1/sessions", Map.of("email", "paged-nobody@example.com", "password", "a wrong password"))
                .expect(401);
        String log = admin.get(AUDIT + "?limit=1")
                .expect(200)
                .json()
                .get("nextCursor")
                .asText();
        admin.get(AUDIT + "?limit=1&cursor=" + log).expect(200);
        admin.get(AUDIT + "?limit=1&action=log_in&cursor=" + log).expect(400);
    }
}
