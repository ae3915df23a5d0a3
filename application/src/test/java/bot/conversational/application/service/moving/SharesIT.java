package bot.conversational.application.service.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What readers of a share get, on any node, until its owner ends it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharesIT {

    private final Deployment deployment =
            Deployment.fresh(Map.of("SHARES_ADDRESS_PER_MINUTE", "5", "TRUSTED_PROXIES", "127.0.0.0/8"));
    private final Node node = deployment.startInProcess();
    private final Node other = deployment.startInProcess();
    private final Api ada = node.api().asNewUser("ada-" + UUID.randomUUID() + "@example.com");

    @AfterAll
    void stop() throws Exception {
        other.close();
        node.close();
    }

    private static String shares(String conversation) {
        return "/api/v1/conversations/" + conversation + "/shares";
    }

    private static JsonNode share(Api owner, String conversation, Map<String, Object> body) {
        return owner.post(shares(conversation), body).expect(201).json();
    }

    private static JsonNode link(Api owner, String conversation) {
        return share(owner, conversation, Map.of("visibility", "link"));
    }

    private static List<String> texts(JsonNode shared) {
        return StreamSupport.stream(shared.get("messages").spliterator(), false)
                .map(message -> message.get("content").asText())
                .toList();
    }

    private static List<String> fields(JsonNode json) {
        return json.properties().stream().map(Map.Entry::getKey).toList();
    }

    private String asked(String question) {
        String conversation = ada.newConversation();
        ada.say(conversation, question).expect(201);
        return conversation;
    }

    @Test
    void strangersShouldReadTheBranchAsItWasAndNothingElse() {
        String conversation = asked("Where do quokkas live?");
        ada.patch("/api/v1/conversations/" + conversation, Map.of("systemPrompt", "Be a pirate."))
                .expect(200);
        JsonNode share = share(ada, conversation, Map.of("visibility", "link", "showName", true));
        ada.say(conversation, "And wombats?").expect(201);
        String url = share.get("url").asText();

        Api.Answer read = other.api().get(url).expect(200);

        JsonNode shared = read.json();
        assertThat(texts(shared)).hasSize(2).first().isEqualTo("Where do quokkas live?");
        assertThat(fields(shared)).containsExactlyInAnyOrder("title", "revision", "messages");
        assertThat(fields(shared.at("/messages/0")))
                .containsExactlyInAnyOrder("role", "content", "model", "createdAt", "parts");
        assertThat(read.text()).doesNotContain("pirate").doesNotContain(conversation);
        assertThat(read.header("X-Robots-Tag")).isEqualTo("noindex");
        assertThat(read.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(read.header("Cache-Control")).isEqualTo("no-store");

        JsonNode renewed = ada.put(shares(conversation) + "/" + share.get("id").asText(), Map.of())
                .expect(200)
                .json();
        assertThat(renewed.get("revision").asInt()).isEqualTo(2);
        assertThat(renewed.get("url").asText()).isEqualTo(url);
        assertThat(texts(node.api().get(url).expect(200).json())).hasSize(4);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> StreamSupport.stream(
                                ada.get("/api/v1/shares").json().get("items").spliterator(), false)
                        .anyMatch(it -> it.get("url").asText().equals(url)
                                && it.get("views").asInt() == 2));
    }

    @Test
    void ownersNameShouldBeThereIfItIsShown() {
        Api named = node.api().asNewUser();
        named.patch("/api/v1/users/me", Map.of("displayName", "Ada L.")).expect(200);
        String conversation = named.newConversation();
        named.say(conversation, "Who am I?").expect(201);

        JsonNode shown = share(named, conversation, Map.of("visibility", "link", "showName", true));
        JsonNode hidden = link(named, conversation);

        assertThat(read(shown).get("sharedBy").asText()).isEqualTo("Ada L.");
        assertThat(read(hidden).has("sharedBy")).isFalse();
    }

    private JsonNode read(JsonNode share) {
        return node.api().get(share.get("url").asText()).expect(200).json();
    }

    @Test
    void membersShareShouldNeedASession() {
        String url = share(ada, asked("Only us?"), Map.of("visibility", "members"))
                .get("url")
                .asText();

        node.api().get(url).expect(401);
        node.api().with("Authorization", "Bearer nonsense").get(url).expect(401);
        node.api().asNewUser().get(url).expect(200);
    }

    @Test
    void filesShouldBeReadIfTheyAreTicked() {
        String blob = ada.with("Content-Type", "text/plain")
                .postRaw("/api/v1/files", "in the file " + UUID.randomUUID())
                .expect(201)
                .json()
                .get("blob")
                .asText();
        String conversation = ada.newConversation();
        Map<String, Object> question = Map.of(
                "parts",
                List.of(
                        Map.of("type", "text", "text", "What is in it?"),
                        Map.of("type", "file", "mediaType", "text/plain", "blob", blob)));
        ada.post("/api/v1/conversations/" + conversation + "/messages", question)
                .expect(201);

        JsonNode ticked = share(ada, conversation, Map.of("visibility", "link", "files", true));
        JsonNode plain = link(ada, conversation);

        Api stranger = node.api();
        assertThat(stranger.get(ticked.get("url").asText() + "/files/" + blob)
                        .expect(200)
                        .text())
                .startsWith("in the file");
        stranger.get(ticked.get("url").asText() + "/files/" + "0".repeat(64)).expect(404);
        stranger.get(plain.get("url").asText() + "/files/" + blob).expect(404);
        assertThat(stranger.get(plain.get("url").asText()).expect(200).text()).doesNotContain(blob);

        Api bob = other.api().asNewUser();
        JsonNode copy = bob.post(ticked.get("url").asText() + "/copies", Map.of("revision", 1))
                .expect(201)
                .json();
        assertThat(bob.get("/api/v1/conversations/" + copy.get("id").asText() + "/messages")
                        .expect(200)
                        .text())
                .contains(blob);
        assertThat(bob.get("/api/v1/files/" + blob).expect(200).text()).startsWith("in the file");
    }

    @Test
    void copyShouldBeTheCallersAndMadeOnceForAKey() {
        String conversation = asked("Where do I go on?");
        JsonNode share = link(ada, conversation);
        String copies = share.get("url").asText() + "/copies";
        Api bob = other.api().asNewUser();
        Api keyed = bob.with("Idempotency-Key", "once");

        JsonNode copy = keyed.post(copies, Map.of("revision", 1)).expect(201).json();
        Api.Answer again = keyed.post(copies, Map.of("revision", 1)).expect(201);

        assertThat(again.json()).isEqualTo(copy);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(bob.get("/api/v1/conversations").json().get("items")).hasSize(1);
        keyed.post(copies, Map.of("revision", 2)).expect(422);
        String id = copy.get("id").asText();
        assertThat(bob.get("/api/v1/conversations/" + id + "/messages").json().get("items"))
                .hasSize(2);
        bob.say(id, "Go on.").expect(201);
        ada.get("/api/v1/conversations/" + id).expect(404);
        ada.put(shares(conversation) + "/" + share.get("id").asText(), Map.of()).expect(200);
        bob.post(copies, Map.of("revision", 1)).expect(409);
        node.api().post(copies, Map.of("revision", 2)).expect(401);
    }

    @Test
    void foreignShareShouldBeAsGoodAsNone() {
        String conversation = asked("Whose is it?");
        String id = link(ada, conversation).get("id").asText();
        Api bob = node.api().asNewUser();

        bob.post(shares(conversation), Map.of("visibility", "link")).expect(404);
        bob.put(shares(conversation) + "/" + id, Map.of()).expect(404);
        bob.delete("/api/v1/shares/" + id).expect(404);
        assertThat(bob.get("/api/v1/shares").expect(200).json().get("items")).isEmpty();
        ada.put(shares(ada.newConversation()) + "/" + id, Map.of()).expect(404);
    }

    @Test
    void shareShouldEndWithItsTimeItsConversationAndItsOwner() {
        String conversation = asked("How long?");
        ada.post(shares(conversation), Map.of("visibility", "link", "expiresAt", "2001-01-01T00:00:00Z"))
                .expect(422);
        ada.post(shares(conversation), Map.of("visibility", "anybody")).expect(422);
        ada.post(shares(ada.newConversation()), Map.of("visibility", "link")).expect(422);
        Instant soon = Instant.now().plusSeconds(2);
        String expiring = share(ada, conversation, Map.of("visibility", "link", "expiresAt", soon.toString()))
                .get("url")
                .asText();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> node.api().get(expiring).status() == 404);

        String deleted = link(ada, conversation).get("url").asText();
        ada.delete("/api/v1/conversations/" + conversation).expect(204);
        other.api().get(deleted).expect(404);

        Api eve = node.api().asNewUser();
        String hers = eve.newConversation();
        eve.say(hers, "I will go.").expect(201);
        String owned = link(eve, hers).get("url").asText();
        String user = eve.get("/api/v1/users/me").json().get("id").asText();
        Api admin = new Administrators(deployment).at(node);
        admin.patch("/api/v1/admin/users/" + user, Map.of("state", "suspended")).expect(200);
        other.api().get(owned).expect(404);
        admin.patch("/api/v1/admin/users/" + user, Map.of("state", "active")).expect(200);
        other.api().get(owned).expect(200);
        admin.send("DELETE", "/api/v1/admin/users/" + user, BodyPublishers.noBody())
                .expect(204);
        other.api().get(owned).expect(404);
    }

    /** Readers of both nodes ask all the time, while one share after the other is revoked. */
    @Test
    void nobodyShouldReadAShareOnceItsRevocationWasAnswered() throws InterruptedException {
        String conversation = asked("Who reads this?");
        for (int round = 0; round < 10; round++) {
            JsonNode share = link(ada, conversation);
            String url = share.get("url").asText();
            AtomicBoolean revoked = new AtomicBoolean();
            AtomicBoolean readToo = new AtomicBoolean();
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> readers = List.of(node, other, node, other).stream()
                    .map(one -> Thread.ofVirtual().start(() -> {
                        while (!over.get()) {
                            boolean before = revoked.get();
                            int status = one.api().get(url).status();
                            readToo.compareAndSet(false, before && status == 200);
                        }
                    }))
                    .toList();
            (round % 2 == 0 ? ada : ada.at(other))
                    .delete("/api/v1/shares/" + share.get("id").asText())
                    .expect(204);
            revoked.set(true);
            assertThat(node.api().get(url).status()).isEqualTo(404);
            assertThat(other.api().get(url).status()).isEqualTo(404);
            over.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(readToo).isFalse();
        }
    }

    @Test
    void addressOfStrangersShouldOnlyReadSoOften() {
        String url = link(ada, asked("How often?")).get("url").asText();
        for (int i = 0; i < 5; i++) {
            (i % 2 == 0 ? node : other)
                    .api()
                    .with("X-Forwarded-For", "198.51.100.7")
                    .get(url)
                    .expect(200);
        }

        Api.Answer refused =
                other.api().with("X-Forwarded-For", "198.51.100.7").get(url).expect(429);

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        node.api().with("X-Forwarded-For", "198.51.100.8").get(url).expect(200);
        node.api().asNewUser().with("X-Forwarded-For", "198.51.100.7").get(url).expect(200);
    }
}
