package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Many who send and read as slowly as they may, on a node with a small heap: others are served meanwhile, and the node
 * is whole afterwards.
 */
class HostileClientsIT {

    private static final int SENDERS = Integer.getInteger("faults.slowSenders", 100);
    private static final int READERS = Integer.getInteger("faults.slowReaders", 40);
    private static final int SENDERS_OF_A_USER = 10;
    private static final int LONG_QUESTIONS = 24;
    private static final int CALLS_MEANWHILE = SENDERS < 500 ? 20 : 100;

    private static final String EMOJI = "\ud83d\ude00";
    private static final String ME = "/api/v1/users/me";
    private static final int MIB = 1 << 20;

    @Test
    void slowSendersAndReadersShouldHarmNobodyElse() {
        try (ServiceProcess node = Deployment.fresh(Map.of()).start(SENDERS < 500 ? "256m" : "512m")) {
            String email = "ada-" + UUID.randomUUID() + "@example.com";
            Api ada = node.api().asNewUser(email);
            String conversation = ada.newConversation();
            Api mallory = node.api().asNewUser();
            String longOne = longConversation(mallory);

            try (SlowClients slow = new SlowClients(node.port())) {
                for (int i = 0; i < SENDERS; i++) {
                    slow.send("POST /api/v1/sessions", "", 8_000);
                }
                for (int i = 0; i < SENDERS / SENDERS_OF_A_USER; i++) {
                    String token = node.api().asNewUser().header("Authorization");
                    for (int j = 0; j < SENDERS_OF_A_USER; j++) {
                        slow.send("POST /api/v1/conversations/" + UUID.randomUUID() + "/messages", token, MIB);
                    }
                }
                String page = "GET /api/v1/conversations/" + longOne + "/messages?limit=200";
                for (int i = 0; i < READERS; i++) {
                    slow.read(page, mallory.header("Authorization"));
                }
                await().until(() -> metric(node, "body_arriving_bytes") > MIB);
                assertThat(metric(node, "connections_open")).isGreaterThan(SENDERS);
                List<Duration> took = new ArrayList<>();
                for (int i = 0; i < CALLS_MEANWHILE; i++) {
                    String question = "Are you there? " + i;
                    took.add(timed(() -> ada.get(ME).expect(200)));
                    took.add(timed(() -> ada.say(conversation, question).expect(201)));
                    took.add(timed(() -> node.api().logIn(email).get(ME).expect(200)));
                }
                Collections.sort(took);
                System.out.println("beside " + SENDERS + " slow senders and " + READERS + " slow readers: "
                        + took.size() + " calls, median "
                        + took.get(took.size() / 2).toMillis() + " ms, slowest "
                        + took.getLast().toMillis() + " ms");
                assertThat(slow.answers()).as("who takes too much is refused").contains("429");
            }

            await().untilAsserted(() -> {
                assertThat(metric(node, "body_arriving_bytes")).isZero();
                assertThat(metric(node, "answer_sending_bytes")).isZero();
                assertThat(metric(node, "calls_working")).isZero();
                assertThat(metric(node, "connections_open")).isLessThan(SENDERS);
                assertThat(ada.search("there")
                                .expect(200)
                                .json()
                                .get("degraded")
                                .asBoolean())
                        .isFalse();
                node.admin().get("/healthcheck").expect(200);
                node.api().get("/health-check?type=alive").expect(200);
            });
            assertThat(pages(mallory, longOne)).hasSize(2 * LONG_QUESTIONS);
            assertThat(node.log()).doesNotContain("OutOfMemoryError");
        }
    }

    private static Duration timed(Runnable call) {
        long begun = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static String longConversation(Api user) {
        String conversation = user.newConversation();
        for (int i = 0; i < LONG_QUESTIONS; i++) {
            user.say(conversation, EMOJI.repeat(32_000)).expect(201);
        }
        return conversation;
    }

    /** All messages, in as many pages as it takes. */
    private static List<String> pages(Api user, String conversation) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (true) {
            Api.Answer page = user.get("/api/v1/conversations/" + conversation + "/messages?limit=200" + cursor)
                    .expect(200);
            assertThat(page.text().length()).as("a page").isLessThan(3 * MIB);
            page.json().get("items").forEach(item -> ids.add(item.get("id").asText()));
            if (page.json().get("nextCursor").isNull()) {
                return ids;
            }
            cursor = "&cursor=" + page.json().get("nextCursor").asText();
        }
    }

    private static double metric(ServiceProcess node, String name) {
        return node.admin()
                .get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
