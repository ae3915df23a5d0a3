package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import bot.conversational.domain.search.meaning.Passages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Two nodes embed a backlog, and one of them is killed again and again in the middle of it. {@code -Pfaults} kills them 66
 * times.
 */
class EmbeddingKillsIT {

    private static final int KILLS = Integer.getInteger("faults.kills", 6) / 3;
    private static final int USERS = 3;
    private static final int MESSAGES = 30;
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Duration IN_THE_END = Duration.ofMinutes(15);

    /** New users say the same each: some messages have nothing to embed in them, and some more than one passage. */
    private static final String SAY = """
            with said as (
                select md5(x.round || ' user ' || u)::uuid as user_id, n,
                       md5(x.round || ' conversation ' || (n - 1) / 10)::uuid as conversation_id, (n - 1) % 10 + 1 as seq,
                       case n % 10 when 0 then 'ok'
                                   when 1 then repeat('the weather in the mountains, part ' || n || ' ', 20)
                                   else 'a short note on matter number ' || n end as text
                  from (select ?::int) x (round), generate_series(1, ?) u, generate_series(1, ?) n
            ), accounts as (
                insert into users (id, email, email_key, password_hash, role, created_at)
                select distinct user_id, user_id::text, user_id::text, '', 'user', now() from said
            ), added as (
                insert into conversations (user_id, id, pinned, archived, message_count, last_seq, head_seq, created_at,
                                           updated_at, version)
                select user_id, conversation_id, false, false, max(seq), max(seq), max(seq), now(), now(), 1
                  from said
                 group by user_id, conversation_id
                returning user_id, id
            ), written as (
                insert into messages (user_id, conversation_id, seq, id, role, content, status, cached, tokens, chain,
                                      created_at)
                select user_id, conversation_id, seq, md5(user_id || ' message ' || n)::uuid,
                       case when n % 9 = 0 then 'system' when n % 2 = 1 then 'user' else 'assistant' end, text,
                       'completed', false, 1, sha256(''), now()
                  from said
            )
            insert into changes (user_id, entity, id, version)
            select user_id, 'conversation', id, 1 from added
            """;

    private static final String STRAYS = "select count(*) from passages p where not exists (select from messages m"
            + " where m.user_id = p.user_id and m.id = p.message_id)";
    private static final String MIXED_UP = "select count(*) from (select from messages m join passages p"
            + " on p.user_id = m.user_id and p.message_id = m.id group by m.content, p.passage"
            + " having count(distinct p.embedding) > 1) mixed_up";
    private static final String VECTORS = "select count(distinct embedding) from passages";

    private final Deployment deployment = Deployment.fresh(Map.of("EMBEDDING_PROVIDER", "local"));
    private final Random random = new Random(20_261_201);

    private record Embedded(String message, String role, String text, int passages, int last) {

        /** Whether exactly those are there that it should have. */
        boolean isRight() {
            int expected = role.equals("system") ? 0 : Passages.of(text).size();
            return passages == expected && last == expected - 1;
        }
    }

    @Test
    void everyMessageShouldHaveItsPassagesOnceThoughNodesAreKilledInTheMiddle() throws Exception {
        say(0);
        List<ServiceProcess> nodes = new ArrayList<>(List.of(deployment.start(), deployment.start()));
        for (int kill = 1; kill <= KILLS; kill++) {
            say(kill);
            long before = passages();
            await().atMost(SOON).pollInterval(Duration.ofMillis(10)).until(() -> passages() > before);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(200));
            int victim = random.nextInt(nodes.size());
            nodes.get(victim).kill();
            long left = embedded().stream().filter(it -> !it.isRight()).count();
            System.out.printf("kill %d of %d: %d messages have no passages yet%n", kill, KILLS, left);
            assertThat(left).as("there is a middle to kill in").isPositive();
            nodes.set(victim, deployment.start());
        }
        await().atMost(IN_THE_END)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> embedded().stream().allMatch(Embedded::isRight));
        nodes.forEach(ServiceProcess::close);

        assertThat(embedded()).hasSize(USERS * MESSAGES * (KILLS + 1)).allMatch(Embedded::isRight);
        assertThat(count(STRAYS)).as("passages of no message").isZero();
        assertThat(count(MIXED_UP)).as("the same text has the same vector").isZero();
        assertThat(count(VECTORS)).as("other texts have others").isGreaterThan(MESSAGES / 2);
    }

    private void say(int round) throws SQLException {
        try (Connection connection = deployment.connect();
                PreparedStatement statement = connection.prepareStatement(SAY)) {
            statement.setInt(1, round);
            statement.setInt(2, USERS);
            statement.setInt(3, MESSAGES);
            statement.executeUpdate();
        }
    }

    private long passages() throws SQLException {
        return count("select count(*) from passages");
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(sql)) {
            count.next();
            return count.getLong(1);
        }
    }

    private List<Embedded> embedded() throws SQLException {
        List<Embedded> all = new ArrayList<>();
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select m.id, m.role, m.content, count(p.passage), coalesce(max(p.passage), -1)
                          from messages m
                          left join passages p on p.user_id = m.user_id and p.message_id = m.id
                         group by m.user_id, m.id, m.role, m.content
                        """)) {
            while (row.next()) {
                all.add(new Embedded(
                        row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getInt(5)));
            }
        }
        return all;
    }
}
