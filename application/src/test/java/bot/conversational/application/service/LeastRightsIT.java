package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.engines.Engines;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One role migrates, and another serves that can change rows and nothing else. */
class LeastRightsIT {

    private static final String NUMBER = UUID.randomUUID().toString().substring(0, 8);
    private static final String DATABASE = "it_roles_" + NUMBER;
    private static final String MIGRATION = "it_owner_" + NUMBER;
    private static final String SERVICE = "it_service_" + NUMBER;

    @AfterEach
    void dropRoles() throws SQLException {
        superuser("postgres", "drop database " + DATABASE + " with (force)");
        superuser("postgres", "drop role " + MIGRATION);
        superuser("postgres", "drop role " + SERVICE);
    }

    @Test
    void serviceShouldDoWithoutTheRightsOfWhoMigrates() throws Exception {
        superuser("postgres", "create database " + DATABASE + " template template0");
        superuser(DATABASE, "create extension vector", "create extension pg_trgm", script());
        Deployment deployment = Deployment.fresh(Map.of(
                "POSTGRES_DB", DATABASE,
                "POSTGRES_USER", SERVICE,
                "POSTGRES_PASSWORD", "of the service",
                "POSTGRES_MIGRATION_USER", MIGRATION,
                "POSTGRES_MIGRATION_PASSWORD", "of the owner"));

        deployment.command("db", "migrate", "config.yml").endsWith(0);
        try (Node node = deployment.startInProcess()) {
            Api ada = node.api().asNewUser();
            String conversation = ada.newConversation();
            ada.say(conversation, "May I?").expect(201);
            ada.delete("/api/v1/conversations/" + conversation).expect(204);
        }
        deployment.command("partition", "--into", "4", "config.yml").endsWith(0);
        try (Node node = deployment.startInProcess()) {
            Api ada = node.api().asNewUser();
            ada.say(ada.newConversation(), "And in partitions?").expect(201);
        }

        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement()) {
            for (String forbidden : new String[] {
                "create table mine (id integer)",
                "drop table sessions",
                "alter table users add column spy text",
                "truncate users"
            }) {
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .as(forbidden)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
            }
            try (ResultSet row = statement.executeQuery("select add_change_partitions(9)")) {
                row.next();
                assertThat(row.getInt(1)).isPositive();
            }
        }
    }

    /** As psql would run it with these variables. */
    private static String script() throws IOException {
        String script = Files.readString(Deployment.root().resolve("infra/postgres/create-roles.sql"))
                .lines()
                .filter(line -> !line.startsWith("\\"))
                .collect(Collectors.joining("\n"));
        return script.replace(":\"migration\"", MIGRATION)
                .replace(":\"service\"", SERVICE)
                .replace(":'migration_password'", "'of the owner'")
                .replace(":'service_password'", "'of the service'");
    }

    private static void superuser(String database, String... statements) throws SQLException {
        Engines.Postgres postgres = Engines.postgres();
        String url = "jdbc:postgresql://" + postgres.host() + ":" + postgres.port() + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
