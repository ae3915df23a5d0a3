package bot.conversational.application.packaging;

import static bot.conversational.application.packaging.ShippedFile.ROOT;
import static bot.conversational.application.packaging.ShippedFile.text;
import static bot.conversational.application.packaging.ShippedFile.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bot.conversational.application.packaging.HostTools.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools that will read the shipped files read them here: those of the engines' root file system, or of this machine. */
class PackagingToolsIT {

    private static final String IN_ROOTFS = """
            set -euo pipefail
            INFRA=$PWD/infra QUIET=yes
            source infra/lib/say.sh
            source infra/lib/packages.sh
            source infra/lib/rootfs.sh
            ensure_rootfs
            exec "$INFRA/lib/rootfs-run.sh" "$@"
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "'', elasticsearch postgresql redis",
        "service, elasticsearch migrate node1 postgresql redis",
        "proxy, elasticsearch migrate node1 node2 postgresql proxy redis"
    })
    void composeShouldAcceptEachProfile(String profile, String services) throws Exception {
        String accepted = compose(Map.of("COMPOSE_PROFILES", profile), "config", "--services");

        assertThat(accepted.lines().sorted()).containsExactly(services.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "standby, standby-confirms, 'POSTGRES_HOSTS: postgresql:5432,standby:5432'",
        "replica, replica, 'POSTGRES_REPLICA_HOSTS: replica:5432'",
        "pgbouncer, pgbouncer, 'POSTGRES_HOST: pgbouncer'",
        "redis-cluster, redis-cluster6, 'REDIS_MODE: cluster'",
        "redis-sentinel, redis-sentinel3, 'REDIS_MODE: sentinel'",
        "redis-two, redis-cache, 'REDIS_CACHE_HOST: redis-cache'",
        "elasticsearch-nodes, elasticsearch3, 'ELASTICSEARCH_HOSTS: elasticsearch1:9200,elasticsearch2:9200'"
    })
    void composeShouldTellNodesOfEachSetUp(String setUp, String server, String told) throws Exception {
        String accepted = compose(
                Map.of(),
                "--env-file",
                "infra/scale/env/" + setUp + ".env",
                "--file",
                "infra/scale/docker-compose.yml",
                "config");

        assertThat(accepted).contains("\n  " + server + ":\n");
        // Of the migration and both nodes
        assertThat(accepted.split(Pattern.quote("      " + told), -1)).hasSize(4);
        // Docker would make an empty folder of a file that is not there
        assertThat(ShippedFile.matches(accepted, "(?m)^ +source: (/.*)$"))
                .contains(ROOT.resolve("infra/scale/replication.sh").toString())
                .allMatch(mounted -> Files.exists(Path.of(mounted)));
    }

    private static String compose(Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("POSTGRES_PASSWORD", "secret");
        List<String> command = new ArrayList<>(
                List.of("bash", "-c", IN_ROOTFS, "bash", "docker-compose", "--file", "infra/docker-compose.yml"));
        command.addAll(List.of(arguments));
        Ended ended = HostTools.run(all, command);
        assertThat(ended.status()).as(ended.said()).isZero();
        return ended.said();
    }

    /** The proxy's configuration is made when its container starts. */
    @Test
    void haproxyShouldAcceptWhatTheContainerMakes() throws Exception {
        String made = folder.resolve("haproxy.cfg").toString();
        String script = yaml("infra/docker-compose.yml")
                .at("/services/proxy/command/0")
                .asText()
                .replace("/etc/conversational-bot/haproxy.cfg", "infra/scale/haproxy.cfg")
                .replace("/tmp/haproxy.cfg", made)
                .replace("exec haproxy -W -db", "exec haproxy -c");

        Ended ended = HostTools.run(Map.of(), List.of("bash", "-c", IN_ROOTFS, "bash", "sh", "-c", script));

        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(Files.readString(Path.of(made)))
                .contains("bind :8000", "server node1 node1:8080", "server node2 node2:8080")
                .doesNotContain("127.0.0.1:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "example-migrate"})
    void kustomizeShouldRenderTheOverlay(String overlay) throws Exception {
        assumeTrue(HostTools.isThere("kubectl"), "no kubectl here");

        Ended ended = HostTools.run("kubectl", "kustomize", "infra/kubernetes/overlays/" + overlay);

        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said())
                .contains("image: registry.example.com/conversational-bot:", "namespace: conversational-bot")
                .contains("POSTGRES_HOST: postgresql.databases.svc", "POSTGRES_PASSWORD_FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@.service", "-migrate.service", "-archive.service", "-backup.service", "-drill.service"})
    void systemdShouldAcceptTheUnit(String unit) throws Exception {
        assumeTrue(HostTools.isThere("systemd-analyze"), "no systemd here");
        String name = "conversational-bot" + unit;
        Path file = folder.resolve(name.replace("@", "@8080"));
        // It looks for what it starts.
        Files.writeString(file, text("infra/systemd/" + name).replace("/opt/conversational-bot", ROOT.toString()));

        Ended ended = HostTools.run("systemd-analyze", "verify", "--man=no", file.toString());

        assertThat(ended.said()).isEmpty();
        assertThat(ended.status()).isZero();
    }
}
