package bot.conversational.application.packaging;

import static bot.conversational.application.packaging.ShippedFile.matches;
import static bot.conversational.application.packaging.ShippedFile.text;
import static bot.conversational.application.packaging.ShippedFile.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped for several servers of a kind, as far as it can be known without a Docker engine. */
class ScaledComposeTest {

    private static final String SET_UPS = "infra/scale/docker-compose.yml";

    @TempDir
    private Path folder;

    /** Scripts stand for PostgreSQL's programs, and note that they were called. */
    @Test
    void standbyShouldCopyAnewWhatWasCutOffAndNothingElse() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path cut = Files.createFile(folder.resolve("cut"));
        program("psql", "");
        program("postgres", "");
        program("pg_basebackup", """
                test -z "$(ls -A "$PGDATA")" || exit 1
                touch "$PGDATA/PG_VERSION"
                test ! -e "$CUT" || exit 1
                printf '%s\\n' "synchronous_standby_names = '*'" "primary_slot_name = '$SLOT'" >"$PGDATA/postgresql.auto.conf"
                """);

        assertThat(startStandby().status()).isNotZero();
        Files.delete(cut);
        for (int start = 0; start < 2; start++) {
            HostTools.Ended ended = startStandby();
            assertThat(ended.status()).as(ended.said()).isZero();
        }

        assertThat(folder.resolve("calls"))
                .hasContent("psql pg_basebackup psql pg_basebackup postgres postgres ".replace(' ', '\n'));
        assertThat(data.resolve("postgresql.auto.conf"))
                .as("what a promoted copy would wait for")
                .hasContent("primary_slot_name = 'a_slot'\n");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\necho " + name + " >>\"$CALLS\"\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private HostTools.Ended startStandby() throws Exception {
        String script = yaml(SET_UPS).at("/services/standby/command/0").asText().replace("$$", "$");
        Map<String, String> environment = Map.of(
                "PATH", folder + ":" + System.getenv("PATH"),
                "PGDATA", folder.resolve("data").toString(),
                "CALLS", folder.resolve("calls").toString(),
                "CUT", folder.resolve("cut").toString(),
                "SLOT", "a_slot");
        return HostTools.run(environment, List.of("/bin/sh", "-ec", script));
    }

    @Test
    void standbyAndReplicaShouldHaveSlotsOfTheirOwn() throws IOException {
        assertThat(yaml(SET_UPS).at("/services").findValuesAsText("SLOT"))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    /** By the usual signal it waits until all nodes have left. */
    @Test
    void poolerShouldEndWhenItIsTold() throws IOException {
        JsonNode pooler = yaml(SET_UPS).at("/services/pgbouncer");

        assertThat(pooler.get("stop_signal").asText()).isEqualTo("SIGINT");
        assertThat(pooler.at("/healthcheck/test/3").asText())
                .contains("/"
                        + matches(text("infra/scale/pgbouncer.ini"), "(?m)^listen_port = (\\d+)$")
                                .iterator()
                                .next());
    }

    /** Where a machine is as it comes, Elasticsearch refuses to be one of several with its usual store. */
    @Test
    void nodesOfElasticsearchShouldStartOnAnyMachine() throws IOException {
        assertThat(yaml(SET_UPS).at("/x-nodes/node.store.allow_mmap").asText()).isEqualTo("false");
    }

    @Test
    void nginxShouldLeaveLimitsOfBodiesToTheService() throws IOException {
        assertThat(text("infra/scale/nginx.conf")).containsPattern("(?m)^  client_max_body_size 0;$");
    }
}
