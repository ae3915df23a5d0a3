package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Counts;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a call costs the stores, exactly, as the stores count it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountsIT {

    static final int TIMES = 10;

    private Deployment deployment;
    private Node node;
    private Api ada;

    /** What the service is started with. */
    Map<String, String> values() {
        return Map.of();
    }

    @BeforeAll
    void start() {
        deployment = Deployment.fresh(values());
        node = deployment.startInProcess();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    /** A fresh session each time: an old one writes once a minute that it was seen. */
    @BeforeEach
    void warmUp() {
        ada = node.api().asNewUser();
        ada.say(ada.newConversation(), "warm up").expect(201);
        ada.get("/api/v1/conversations").expect(200);
        settle();
    }

    @Test
    void turnWithAModelCallShouldCostTwoStatementsAndThreeRoundTrips() {
        String conversation = ada.newConversation();
        ada.say(conversation, "first").expect(201);
        settle();
        // On a machine that is busy elsewhere an answer may take so long that its text is mirrored, a round trip more.
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Counts before = Counts.now(deployment);
            for (int i = 0; i < TIMES; i++) {
                ada.say(conversation, "question " + i).expect(201);
                settle();
            }
            assertCosts(Counts.now(deployment).since(before), 2, 3);
        });
    }

    @Test
    void turnWithACachedAnswerShouldCostOneStatementAndThreeRoundTrips() {
        String first = ada.newConversation();
        ada.say(first, "the same beginning").expect(201);
        settle();
        ada.say(first, "the same middle").expect(201);
        for (int i = 0; i < TIMES; i++) {
            settle();
            ada.say(first, "question " + i).expect(201);
        }
        String second = ada.newConversation();
        settle();
        ada.say(second, "the same beginning").expect(201);
        settle();
        // The first call of a script sends its text too, in a round trip of its own.
        ada.say(second, "the same middle").expect(201);
        settle();
        Counts before = Counts.now(deployment);
        for (int i = 0; i < TIMES; i++) {
            Api.Answer answer = ada.say(second, "question " + i).expect(201);
            assertThat(answer.json().at("/assistantMessage/cached").asBoolean()).isTrue();
            settle();
        }
        assertCosts(Counts.now(deployment).since(before), 1, 3);
    }

    @Test
    void historyShouldCostOneStatementAndTheAdmission() {
        String conversation = ada.newConversation();
        ada.say(conversation, "something").expect(201);
        settle();
        assertReadCosts("/api/v1/conversations/" + conversation + "/messages", 1);
    }

    @Test
    void siblingsShouldCostOneStatementMoreThanHistory() {
        String conversation = ada.newConversation();
        ada.say(conversation, "something").expect(201);
        settle();
        assertReadCosts("/api/v1/conversations/" + conversation + "/messages?siblings=true", 2);
    }

    @Test
    void listShouldCostOneStatementAndTheAdmission() {
        assertReadCosts("/api/v1/conversations", 1);
        assertReadCosts("/api/v1/conversations?folder=none&tag=work", 1);
    }

    /** What the folder says comes with the context, and the beginning of a turn looks at it. */
    @Test
    void turnInAFolderShouldCostNoMore() {
        String folder = ada.post("/api/v1/folders", Map.of("name", "F", "systemPrompt", "Be brief."))
                .expect(201)
                .json()
                .get("id")
                .asText();
        String conversation = ada.post("/api/v1/conversations", Map.of("folderId", folder))
                .expect(201)
                .json()
                .get("id")
                .asText();
        ada.say(conversation, "first").expect(201);
        settle();
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Counts before = Counts.now(deployment);
            for (int i = 0; i < TIMES; i++) {
                ada.say(conversation, "question " + i).expect(201);
                settle();
            }
            assertCosts(Counts.now(deployment).since(before), 2, 3);
        });
    }

    @Test
    void titleSearchShouldCostOneStatementAndTheAdmission() {
        assertReadCosts("/api/v1/search/titles?q=warm", 1);
    }

    @Test
    void messageSearchShouldCostOneStatementForTheNewestMessagesAndTheAdmission() {
        await().until(() -> !ada.search("warm").json().get("degraded").asBoolean());
        assertReadCosts("/api/v1/search/messages?q=warm", 1);
        assertReadCosts("/api/v1/search/messages?q=warm%20up%20everything", 1);
    }

    /** The failure that is counted beforehand and taken back, and the session that is remembered. */
    @Test
    void logInShouldCostTwoStatementsAndThreeRoundTrips() {
        String email = "counted-" + UUID.randomUUID() + "@example.com";
        node.api().asNewUser(email);
        Map<String, String> password = Map.of("email", email, "password", Api.PASSWORD);
        settle();
        // On a machine that is busy elsewhere a password may be hashed too slowly, which is a 429 and costs less.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            Counts before = Counts.now(deployment);
            for (int i = 0; i < TIMES; i++) {
                node.api().post("/api/v1/sessions", password).expect(201);
            }
            assertCosts(Counts.now(deployment).since(before), 2, 3);
        });
    }

    final void assertReadCosts(String path, int statements) {
        Counts before = Counts.now(deployment);
        for (int i = 0; i < TIMES; i++) {
            ada.get(path).expect(200);
        }
        assertCosts(Counts.now(deployment).since(before), statements, 1);
    }

    private void assertCosts(Counts counted, int statements, int roundTrips) {
        assertThat(counted.total()).as("%s", counted.statements()).isEqualTo((long) TIMES * statements);
        assertThat(counted.redisRoundTrips()).as("round trips to Redis").isEqualTo((long) TIMES * roundTrips);
    }

    final Api ada() {
        return ada;
    }

    final Deployment deployment() {
        return deployment;
    }

    /** The caches are told after the answer: a turn that comes sooner than that asks PostgreSQL instead. */
    final void settle() {
        Counts.awaitSettled(deployment);
    }
}
