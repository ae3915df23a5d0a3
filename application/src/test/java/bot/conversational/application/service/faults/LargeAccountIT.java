package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ServiceProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Deleting a conversation and erasing an account work however much is in them, and hold up nobody. {@code -Pfaults}: a
 * million messages in each of two conversations.
 */
class LargeAccountIT {

    private static final int MESSAGES = Integer.getInteger("faults.messages", 20_000);
    private static final int OTHERS = 30;
    private static final int PIECE = 50_000;
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration IN_THE_END = Duration.ofMinutes(15);

    private final Deployment deployment = Deployment.fresh(Map.of());

    private record Account(Api api, UUID id, List<String> conversations) {

        static Account of(Node node, int conversations) {
            Api api = node.api().asNewUser();
            UUID id = UUID.fromString(
                    api.get("/api/v1/users/me").expect(200).json().get("id").asText());
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < conversations; i++) {
                ids.add(api.newConversation());
                api.say(ids.getLast(), "hello").expect(201);
            }
            return new Account(api, id, ids);
        }

        void erase() {
            api.with("Content-Type", "application/json")
                    .send(
                            "DELETE",
                            "/api/v1/users/me",
                            BodyPublishers.ofString("{\"password\": \"" + Api.PASSWORD + "\"}"))
                    .expect(204);
        }
    }

    @Test
    void nothingShouldBeLeftAndOthersShouldBeErasedMeanwhile() throws SQLException {
        try (ServiceProcess node = deployment.start()) {
            Account large = Account.of(node, 2);
            for (String conversation : large.conversations()) {
                grow(large.id(), conversation);
            }
            List<Account> others = new ArrayList<>();
            for (int i = 0; i < OTHERS; i++) {
                others.add(Account.of(node, 1));
            }
            long begun = System.nanoTime();
            String first = "/api/v1/conversations/" + large.conversations().getFirst();
            large.api().delete(first).expect(204);
            large.api().get(first).expect(404);
            large.erase();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
            others.forEach(Account::erase);

            List<UUID> ids = others.stream().map(Account::id).toList();
            await().atMost(SOON).until(() -> messages(ids) == 0);
            System.out.println("left of the large account when " + OTHERS + " others were erased: "
                    + messages(List.of(large.id())) + " messages, after " + seconds(begun) + " s");
            await().atMost(IN_THE_END)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> messages(List.of(large.id())) == 0);
            System.out.println(2 * MESSAGES + " messages were gone after " + seconds(begun) + " s");
            await().atMost(SOON)
                    .untilAsserted(() -> node.admin().get("/healthcheck").expect(200));
        }
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }

    /** Adds messages, each of which answers the one before. */
    private void grow(UUID user, String conversation) throws SQLException {
        try (Connection connection = deployment.connect();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into messages (user_id, conversation_id, seq, id, parent_seq, role, content, status, cached,
                                              tokens, chain, created_at)
                        select ?, ?, n, gen_random_uuid(), n - 1, 'user', 'Q', 'completed', false, 1, sha256(''), now()
                          from generate_series(?, ?) n
                        """)) {
            for (int from = 3; from <= MESSAGES; from += PIECE) {
                statement.setObject(1, user);
                statement.setObject(2, UUID.fromString(conversation));
                statement.setInt(3, from);
                statement.setInt(4, Math.min(MESSAGES, from + PIECE - 1));
                statement.executeUpdate();
            }
        }
    }

    private long messages(List<UUID> users) throws SQLException {
        try (Connection connection = deployment.connect();
                PreparedStatement statement =
                        connection.prepareStatement("select count(*) from messages where user_id = any (?)")) {
            statement.setArray(1, connection.createArrayOf("uuid", users.toArray()));
            try (ResultSet count = statement.executeQuery()) {
                count.next();
                return count.getLong(1);
            }
        }
    }
}
