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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests fit together, and the service. They were never given to a cluster: this is what can be known without one. */
class KubernetesTest {

    private static final String BASE = "infra/kubernetes/base/";
    private static final String NODE = BASE + "deployment.yaml";
    private static final String MIGRATION = "infra/kubernetes/migrate/job.yaml";

    @ParameterizedTest
    @ValueSource(strings = {BASE, "infra/kubernetes/migrate/"})
    void everyFileShouldBeListed(String folder) throws IOException {
        List<String> listed = new ArrayList<>();
        yaml(folder + "kustomization.yaml").get("resources").forEach(file -> listed.add(file.asText()));
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".yaml") && !file.equals("kustomization.yaml")))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void everyVariableShouldBeOneThatTheServiceTakes() throws IOException {
        List<String> named = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("infra/kubernetes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                // env of a container, literals of an overlay, lines of a file of variables
                named.addAll(matches(text, "(?m)^ *(?:- )?name: ([A-Z][A-Z_]+)$"));
                named.addAll(matches(text, "(?m)^(?: *- )?([A-Z][A-Z_]+)="));
            }
        }
        assertThat(named).contains("POSTGRES_HOST", "POSTGRES_PASSWORD_FILE", "LLM_MODEL");
        assertThat(variables()).containsAll(named);
    }

    @Test
    void probesShouldAskPortsThatAreThere() throws IOException {
        JsonNode node = container(NODE);
        Map<String, String> asked = Map.of(
                "startupProbe", "admin /ping",
                "readinessProbe", "http /health-check?type=ready",
                "livenessProbe", "http /health-check?type=alive");
        asked.forEach((probe, expected) -> {
            JsonNode get = node.get(probe).get("httpGet");
            assertThat(get.get("port").asText() + " " + get.get("path").asText())
                    .as(probe)
                    .isEqualTo(expected);
        });
        assertThat(node.get("ports").findValuesAsText("name")).containsExactly("http", "admin");
        assertThat(node.get("ports").findValuesAsText("containerPort"))
                .containsExactly(value(node, "SERVER_PORT"), value(node, "ADMIN_PORT"));
        assertThat(yaml(BASE + "service.yaml").at("/spec/ports/0/targetPort").asText())
                .isEqualTo("http");
    }

    /** A node opens its port after ten seconds at the latest: until then it must not be taken for dead. */
    @Test
    void livenessShouldWaitForThePort() throws IOException {
        JsonNode probe = container(NODE).get("livenessProbe");

        assertThat(probe.get("periodSeconds").asInt()
                        * (probe.get("failureThreshold").asInt() - 1))
                .isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {NODE, MIGRATION})
    void podShouldBeBoundedAndWithoutRights(String file) throws IOException {
        JsonNode pod = pod(file).get("spec");
        JsonNode container = container(file);

        assertThat(pod.get("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.get("enableServiceLinks").asBoolean(true))
                .as("REDIS_PORT=tcp://...")
                .isFalse();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asText())
                .as("the user of the image")
                .isEqualTo(matches(text("Dockerfile"), "(?m)^USER (\\d+)")
                        .iterator()
                        .next());
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        for (String bound : List.of("requests", "limits")) {
            assertThat(container.at("/resources/" + bound).fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("cpu", "memory");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {NODE, MIGRATION})
    void secretsShouldBeFilesOfAVolume(String file) throws IOException {
        List<String> mounted = container(file).get("volumeMounts").findValuesAsText("mountPath");
        assertThat(pod(file).at("/spec/volumes").findValuesAsText("name"))
                .isEqualTo(container(file).get("volumeMounts").findValuesAsText("name"));
        assertThat(mounted).contains("/tmp");

        for (JsonNode variable : container(file).get("env")) {
            String name = variable.get("name").asText();
            assertThat(name).doesNotEndWith("_PASSWORD").doesNotEndWith("_KEY");
            if (name.endsWith("_FILE")) {
                String path = variable.get("value").asText();
                assertThat(mounted).contains(path.substring(0, path.lastIndexOf('/')));
            }
        }
    }

    /** Five files of imports at most: in memory they would count for the limit of the container. */
    @Test
    void temporaryFilesShouldHaveRoomOnDisk() throws IOException {
        JsonNode folder = pod(NODE).at("/spec/volumes/0/emptyDir");
        long file = Long.parseLong(matches(text("config.yml"), "IMPORTS_MAX_BYTES:-(\\d+)")
                .iterator()
                .next());

        assertThat(folder.has("medium")).isFalse();
        assertThat(folder.get("sizeLimit").asText()).endsWith("Gi");
        assertThat(Long.parseLong(folder.get("sizeLimit").asText().replace("Gi", "")) << 30)
                .isGreaterThan(5 * file);
    }

    @Test
    void selectorsShouldMeetTheNodes() throws IOException {
        JsonNode labels = pod(NODE).at("/metadata/labels");
        List<JsonNode> selectors = List.of(
                yaml(NODE).at("/spec/selector/matchLabels"),
                pod(NODE).at("/spec/topologySpreadConstraints/0/labelSelector/matchLabels"),
                yaml(BASE + "service.yaml").at("/spec/selector"),
                yaml(BASE + "disruptionbudget.yaml").at("/spec/selector/matchLabels"),
                yaml(BASE + "networkpolicy.yaml").at("/spec/podSelector/matchLabels"));
        for (JsonNode selector : selectors) {
            assertThat(selector.properties())
                    .isNotEmpty()
                    .allSatisfy(
                            wanted -> assertThat(labels.get(wanted.getKey())).isEqualTo(wanted.getValue()));
        }
        assertThat(yaml(BASE + "service.yaml").at("/spec/selector/app.kubernetes.io~1component"))
                .as("no call for a migration")
                .isEqualTo(labels.get("app.kubernetes.io/component"));
        assertThat(yaml(BASE + "autoscaler.yaml").at("/spec/scaleTargetRef/name"))
                .isEqualTo(yaml(NODE).at("/metadata/name"));
    }

    @Test
    void autoscalerShouldKnowAMetricAndStayBelowTheConnections() throws IOException {
        JsonNode autoscaler = yaml(BASE + "autoscaler.yaml").get("spec");
        String metric = autoscaler.at("/metrics/0/pods/metric/name").asText();

        assertThat(text("application/src/main/java/bot/conversational/application/turns/PrometheusTurnMetrics.java"))
                .contains("\"" + metric + "\"");
        assertThat(text("infra/kubernetes/base/autoscaler.yaml")).contains("seriesQuery: '" + metric + "{");
        assertThat(autoscaler.get("minReplicas").asInt()).isGreaterThan(1);
        assertThat(autoscaler.get("maxReplicas").asInt() * 16).isLessThan(200);
    }

    @Test
    void nodeShouldHaveTheTimeToEnd() throws IOException {
        int wait = Integer.parseInt(matches(value(container(NODE), "JDK_JAVA_OPTIONS"), "WaitPeriod=(\\d+)s")
                .iterator()
                .next());
        int grace = Integer.parseInt(matches(text("config.yml"), "shutdownGracePeriod: (\\d+)s")
                .iterator()
                .next());

        assertThat(pod(NODE).at("/spec/terminationGracePeriodSeconds").asInt()).isGreaterThan(wait + grace);
    }

    private static JsonNode pod(String file) throws IOException {
        return yaml(file).at("/spec/template");
    }

    private static JsonNode container(String file) throws IOException {
        return pod(file).at("/spec/containers/0");
    }

    private static String value(JsonNode container, String name) {
        for (JsonNode variable : container.get("env")) {
            if (variable.get("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        return "";
    }
}
