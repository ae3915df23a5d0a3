package bot.conversational.application.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.CommandResult;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.ServiceProcess;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A next version whose migration fails half-way: one line says where, and this version serves on what is there. */
class FailedMigrationIT {

    private static final String WHOLE = "create table next_whole (id int primary key)";
    private static final String SPOILED = "create table next_half (id int primary key);\nselect 1 / 0";

    @TempDir
    private Path folder;

    @Test
    void versionBeforeShouldServeOnWhenAMigrationFailsHalfway() throws Exception {
        Deployment deployment = Deployment.fresh(Map.of());
        ServiceProcess node = deployment.start();
        Api user = node.api().asNewUser();
        String conversation = user.newConversation();

        CommandResult failed = deployment
                .version(nextVersion("spoiled", SPOILED))
                .command("db", "migrate", "config.yml")
                .endsWith(1);

        assertThat(failed.output().lines().toList().getLast())
                .isEqualTo(
                        "The migration stopped at 9001-half of migrations/9001.sql: ERROR: division by zero."
                                + " The steps before it stay, and the version before serves on. Put it right, and migrate again");
        assertThat(failed.output()).doesNotContain("\tat ");
        assertThat(tables(deployment)).containsExactly("next_whole");
        user.say(conversation, "Do you still serve?").expect(201);
        node = node.restart();
        user.at(node).say(conversation, "And after a restart?").expect(201);

        deployment
                .version(nextVersion("mended", "create table next_half (id int primary key)"))
                .command("db", "migrate", "config.yml")
                .endsWith(0);
        assertThat(tables(deployment)).containsExactly("next_half", "next_whole");
        user.at(node).say(conversation, "And after the mended one?").expect(201);
        node.close();
    }

    /** This version with two more steps. */
    private Path nextVersion(String name, String last) throws IOException {
        Path jar = Files.copy(Deployment.jar(), folder.resolve(name + ".jar"));
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Path log = inside.getPath("migrations.xml");
            String steps = Files.readString(log);
            assertThat(steps).contains("</databaseChangeLog>");
            Files.writeString(
                    log,
                    steps.replace(
                            "</databaseChangeLog>", "<include file=\"migrations/9001.sql\"/></databaseChangeLog>"));
            Files.writeString(inside.getPath("migrations/9001.sql"), """
                    --liquibase formatted sql
                    --changeset next:9001-whole
                    %s;
                    --changeset next:9001-half
                    %s;
                    """.formatted(WHOLE, last));
        }
        return jar;
    }

    private static List<String> tables(Deployment deployment) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = deployment.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select tablename from pg_tables where tablename like 'next\\_%' order by 1")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
