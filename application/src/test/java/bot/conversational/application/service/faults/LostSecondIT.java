package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import bot.conversational.application.service.harness.ScriptedModelServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/**
 * PostgreSQL goes back in time, as it does when a replica that lagged takes over, while Redis is full and takes no
 * writes: what it remembers of the lost history is of no use to the new one, however far that gets.
 */
@Tag("alone")
class LostSecondIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void modelShouldNeverBeAskedWithWhatWasLost() throws Exception {
        try (ScriptedModelServer model = new ScriptedModelServer()) {
            Deployment deployment = Deployment.fresh(model.environment());
            try (Node node = deployment.startInProcess();
                    Jedis redis =
                            new Jedis(Engines.redis().host(), Engines.redis().port())) {
                Api ada = node.api().asNewUser();
                String conversation = ada.newConversation();
                ada.say(conversation, "3 words every 1 ms, to begin with").expect(201);
                String database = deployment.environment().getOrDefault("POSTGRES_DB", "");
                replace(database, database + "_before", false);
                insistently(ada, conversation, "3 words every 1 ms, LOST: the code is 1234");

                Map<String, String> memory = redis.configGet("maxmemory*");
                refuseWrites(redis);
                try {
                    replace(database + "_before", database, true);
                    insistently(ada, conversation, "3 words every 1 ms, NEW: the code is 9876");
                } finally {
                    redis.configSet("maxmemory", memory.getOrDefault("maxmemory", "0"));
                    redis.configSet("maxmemory-policy", memory.getOrDefault("maxmemory-policy", ""));
                }
                insistently(ada, conversation, "3 words every 1 ms, what is the code?");

                assertThat(model.prompt()).contains("NEW: the code is 9876").doesNotContain("1234");
                JsonNode history = ada.get("/api/v1/conversations/" + conversation + "/messages")
                        .expect(200)
                        .json();
                assertThat(history.get("items")).hasSize(6);
                assertThat(history.toString()).doesNotContain("1234");
            }
        }
    }

    private static void refuseWrites(Jedis redis) {
        redis.configSet("maxmemory-policy", "noeviction");
        redis.configSet("maxmemory", "1");
        assertThat(redis.info("memory")).contains("maxmemory_policy:noeviction");
    }

    /** Copies a database, to which nobody is connected meanwhile, in place of another if that is there. */
    private static void replace(String from, String to, boolean there) throws SQLException {
        Engines.Postgres postgres = Engines.postgres();
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            if (there) {
                statement.execute("drop database " + to + " with (force)");
            }
            statement.execute("alter database " + from + " allow_connections false");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + from + "'");
            statement.execute("create database " + to + " template " + from);
            for (String opened : List.of(from, to)) {
                statement.execute("alter database " + opened + " allow_connections true");
            }
        }
    }

    /** The service finds its connections broken first. */
    private static void insistently(Api user, String conversation, String content) {
        await().atMost(SOON).until(() -> user.say(conversation, content).status() == 201);
    }
}
