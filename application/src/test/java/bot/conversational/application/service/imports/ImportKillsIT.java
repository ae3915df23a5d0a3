package bot.conversational.application.service.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A node is killed in the middle of an import, and another one finishes it. {@code -Pfaults} kills twenty. */
class ImportKillsIT {

    private static final int KILLS = Integer.getInteger("faults.imports", 1);
    private static final int CONVERSATIONS = 3_000;
    private static final int MESSAGES = 6;
    private static final String EMPTY = "{\"conversation_id\": \"x\", \"title\": \"Empty\", \"mapping\": {}}";

    /** Ids and times of storing are each user's own. */
    private static final String CONTENT = """
            select md5(string_agg(c.title || c.message_count || c.head_seq || (c.write_id is null) || said, '|'
                                  order by c.title))
              from conversations c
              join users u on u.id = c.user_id
             cross join lateral (
                   select string_agg(m.seq || m.role || m.content || m.created_at || coalesce(m.parent_seq, 0), ','
                                     order by m.seq) as said
                     from messages m
                    where m.user_id = c.user_id and m.conversation_id = c.id) m
             where u.email = ?
            """;

    private final Deployment deployment = Deployment.fresh(Map.of());
    private final Random random = new Random(20_261_130);

    @Test
    void importShouldEndAsIfNoNodeHadBeenKilled() throws Exception {
        byte[] file = file();
        ServiceProcess node = deployment.start();
        JsonNode undisturbed = new ImportClient(node.api().asNewUser("ada@example.com")).imported("a.json", file);
        assertThat(undisturbed.at("/conversations/imported").asInt()).isEqualTo(CONVERSATIONS);
        assertThat(undisturbed.at("/conversations/skipped").asInt()).isEqualTo(2);

        for (int kill = 0; kill < KILLS; kill++) {
            String email = "kill" + kill + "@example.com";
            var api = node.api().asNewUser(email);
            ImportClient user = new ImportClient(api);
            String id = user.send("a.json", file).expect(202).json().get("id").asText();
            int until = random.nextInt(CONVERSATIONS * 9 / 10);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> user.show(id).at("/conversations/imported").asInt() >= until);
            node.kill();
            node = deployment.start();
            ImportClient again = new ImportClient(api.at(node));
            JsonNode there = again.show(id);
            System.out.printf(
                    "kill %d of %d, at %d: %s%n",
                    kill + 1, KILLS, until, there.get("status").asText());

            JsonNode over = again.awaitEnd(id);

            assertThat(lasting(over)).isEqualTo(lasting(undisturbed));
            assertThat(content(email)).isEqualTo(content("ada@example.com"));
        }
        node.close();
    }

    /** With conversations that are skipped, before and behind the kill. */
    private static byte[] file() {
        String many = new String(ImportClient.conversations(CONVERSATIONS, MESSAGES), StandardCharsets.UTF_8);
        return ("[" + EMPTY + "," + many.substring(1, many.length() - 1) + "," + EMPTY.replace("\"x\"", "\"y\"") + "]")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode lasting(JsonNode shown) {
        return ((ObjectNode) shown.deepCopy()).remove(List.of("id", "createdAt", "endedAt"));
    }

    private String content(String email) throws SQLException {
        try (Connection connection = deployment.connect();
                PreparedStatement statement = connection.prepareStatement(CONTENT)) {
            statement.setString(1, email);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
