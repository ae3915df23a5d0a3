package bot.conversational.application.packaging;

import static bot.conversational.application.packaging.ShippedFile.ROOT;
import static bot.conversational.application.packaging.ShippedFile.matches;
import static bot.conversational.application.packaging.ShippedFile.text;
import static bot.conversational.application.packaging.ShippedFile.variables;
import static bot.conversational.application.packaging.ShippedFile.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The image and {@code docker-compose.yml}, as far as they can be known without a Docker engine. */
class ComposeTest {

    private static final Map<String, String> LIMITS = Map.of(
            "postgresql", "2 2g",
            "redis", "1 512m",
            "elasticsearch", "2 2g");

    @Test
    void enginesShouldHaveTheirLimits() throws IOException {
        for (var engine : LIMITS.entrySet()) {
            JsonNode service = yaml("infra/docker-compose.yml").at("/services/" + engine.getKey());
            assertThat(service.get("cpus").asText() + " "
                            + service.get("mem_limit").asText())
                    .as(engine.getKey())
                    .isEqualTo(engine.getValue());
        }
    }

    /** While its container makes a cluster, a first server answers on the socket only, and goes away again. */
    @Test
    void databaseShouldCountAsHealthyWhenOthersReachIt() throws IOException {
        assertThat(yaml("infra/docker-compose.yml").at("/services/postgresql/healthcheck/test"))
                .extracting(JsonNode::asText)
                .containsExactly("CMD", "pg_isready", "-q", "-h", "127.0.0.1");
    }

    /** Files of imports go there: in memory they would end the container. */
    @Test
    void serviceShouldHaveItsTemporaryFilesOnDisk() throws IOException {
        JsonNode service = yaml("infra/docker-compose.yml").get("x-service");

        assertThat(service.get("read_only").asBoolean()).isTrue();
        assertThat(service.get("volumes")).extracting(JsonNode::asText).containsExactly("/tmp");
        assertThat(service.has("tmpfs")).isFalse();
    }

    @Test
    void serviceShouldBeGivenVariablesThatItTakes() throws IOException {
        Set<String> given = new TreeSet<>();
        yaml("infra/docker-compose.yml").get("x-engines").fieldNames().forEachRemaining(given::add);
        given.addAll(matches(text("Dockerfile"), "([A-Z_]+)=\\S+(?= |$)"));
        given.addAll(matches(text("infra/systemd/conversational-bot@.service"), "(?m)^Environment=([A-Z_]+)="));
        given.addAll(matches(text("infra/systemd/service.env.example"), "(?m)^([A-Z_]+)="));
        given.remove("JAR"); // of the build
        given.remove("VERSION");

        assertThat(given).contains("SERVER_HOST", "POSTGRES_PASSWORD_FILE", "TRUSTED_PROXIES");
        assertThat(variables()).containsAll(given);
    }

    @Test
    void imageShouldHaveWhatItCopiesAndNoRights() throws IOException {
        String dockerfile = text("Dockerfile");
        Set<String> copied = new TreeSet<>();
        for (String line :
                dockerfile.lines().filter(it -> it.startsWith("COPY ")).toList()) {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length - 1; i++) {
                copied.add(words[i].replace("${JAR}", "application/target/conversational-bot.jar"));
            }
        }
        assertThat(matches(text(".dockerignore"), "(?m)^!(.*)$")).containsAll(copied);
        copied.remove("application/target/conversational-bot.jar");
        assertThat(copied.removeIf(file -> file.endsWith("*")))
                .as("what may be missing")
                .isTrue();
        assertThat(copied).isNotEmpty().allMatch(file -> Files.exists(ROOT.resolve(file)));
        assertThat(dockerfile).containsPattern("(?m)^USER 10001:10001$").contains("HEALTHCHECK ");
        for (String script : Set.of("infra/run.sh", "infra/health.sh")) {
            assertThat(dockerfile).contains("/opt/conversational-bot/" + script);
            assertThat(ROOT.resolve(script)).isExecutable();
        }
    }
}
