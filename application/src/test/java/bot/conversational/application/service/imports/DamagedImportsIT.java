package bot.conversational.application.service.imports;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Archives that were damaged at random: no failure of the service, and no half of a conversation. {@code -Pfaults}: 4,000. */
class DamagedImportsIT {

    private static final int DAMAGES = Integer.getInteger("faults.damages", 300);
    private static final int USERS = 8;
    private static final String BYTES = "{}[]\",:0nt\\ \0\u00FFx";
    private static final String[] VALUES = {"null", "1", "\"x\"", "[]", "{}", "true", "\"\\ud800\"", "1e999"};

    private static final Pattern VALUE = Pattern.compile("(?<=\": )(?:\"[^\"]*\"|\\d+|null|false)");

    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    @Test
    void damageShouldBeToldOfAndBreakNothing() throws Exception {
        Deployment deployment = Deployment.fresh(Map.of());
        try (Node node = deployment.startInProcess();
                ExecutorService threads = Executors.newFixedThreadPool(USERS)) {
            List<Future<?>> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                users.add(threads.submit(() -> importAll(node)));
            }
            for (Future<?> user : users) {
                user.get();
            }
            System.out.println("damaged imports: " + refused + " refused, " + taken + " taken");
            assertThat(wrong).isEmpty();
            assertThat(refused.get()).as("both happen").isPositive();
            assertThat(taken.get()).as("both happen").isPositive();
            assertWhole(deployment);
        }
    }

    private void importAll(Node node) {
        ImportClient user = new ImportClient(node.api().asNewUser());
        for (int n = next.getAndIncrement(); n < DAMAGES; n = next.getAndIncrement()) {
            try {
                importOne(user, n);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void importOne(ImportClient user, int n) throws IOException {
        byte[] file = damaged(n);
        Api.Answer answer = user.send(n % 2 == 0 ? "a.json" : "a.zip", file);
        if (answer.status() == 422) {
            refused.incrementAndGet();
            if (!answer.text().contains("\"file\"")) {
                wrong.add(n + ": no reason: " + answer.text());
            }
            return;
        }
        if (answer.status() != 202) {
            wrong.add(n + ": " + answer.status() + " " + answer.text());
            return;
        }
        JsonNode over = user.awaitEnd(answer.json().get("id").asText());
        taken.incrementAndGet();
        JsonNode counts = over.get("conversations");
        boolean failed = over.get("status").asText().equals("failed");
        int read = counts.get("imported").asInt()
                + counts.get("extended").asInt()
                + counts.get("unchanged").asInt();
        int told = over.get("problems").size() + over.get("furtherProblems").asInt();
        if (failed ? over.get("reason").isNull() || over.toString().contains("could not be read") : read == 0) {
            wrong.add(n + ": " + over);
        }
        if (told < counts.get("skipped").asInt()) {
            wrong.add(n + ": skipped without a reason: " + over);
        }
    }

    /** Four kinds of damage in turn, to bare and to packed files. */
    private static byte[] damaged(int n) throws IOException {
        Random random = new Random(n);
        String text = "[" + ImportClient.conversation("d" + n % 7, 6, "\"create_time\": 1704103200, ") + ","
                + ImportClient.conversation("e" + n % 5, 2, "\"is_archived\": false, ") + "]";
        byte[] whole = bytes(
                switch (n / 2 % 4) {
                    case 0 -> withoutKey(text, random);
                    case 1 -> withOtherValue(text, random);
                    default -> text;
                });
        byte[] file = n % 2 == 0
                ? whole
                : ImportClient.zip(
                        Map.of("conversations.json", whole, "file_1.png", new byte[] {1, 2}, "user.json", bytes("{}")));
        return switch (n / 2 % 4) {
            case 2 -> Arrays.copyOf(file, random.nextInt(file.length));
            case 3 -> withOtherBytes(file, random);
            default -> file;
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String withoutKey(String text, Random random) {
        String[] pieces = text.split("(?<=[{,])\\s*\"(?=\\w+\": )", -1);
        int key = 1 + random.nextInt(pieces.length - 1);
        pieces[key] = "gone" + pieces[key];
        return String.join("\"", pieces);
    }

    private static String withOtherValue(String text, Random random) {
        List<MatchResult> all = VALUE.matcher(text).results().toList();
        MatchResult one = all.get(random.nextInt(all.size()));
        return text.substring(0, one.start()) + VALUES[random.nextInt(VALUES.length)] + text.substring(one.end());
    }

    private static byte[] withOtherBytes(byte[] file, Random random) {
        byte[] other = file.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            other[random.nextInt(other.length)] = (byte) BYTES.charAt(random.nextInt(BYTES.length()));
        }
        return other;
    }

    private static void assertWhole(Deployment deployment) throws Exception {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*),
                               count(*) filter (where c.message_count <> m.messages or m.messages = 0 or m.lost > 0
                                                   or c.head_seq not between 1 and c.last_seq)
                          from conversations c
                         cross join lateral (
                               select count(*) as messages,
                                      count(*) filter (where n.parent_id is not null and not exists (
                                          select from messages p
                                           where p.user_id = n.user_id and p.id = n.parent_id
                                             and p.seq = n.parent_seq)) as lost
                                 from messages n
                                where n.user_id = c.user_id and n.conversation_id = c.id) m
                        """)) {
            row.next();
            assertThat(row.getLong(1)).isPositive();
            assertThat(row.getLong(2)).as("halves of conversations").isZero();
        }
    }
}
