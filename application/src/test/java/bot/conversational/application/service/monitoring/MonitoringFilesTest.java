package bot.conversational.application.service.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Deployment;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules, their tests and the dashboards, without a node. {@code MetricsIT} asks one for what they name. */
class MonitoringFilesTest {

    @TempDir
    Path folder;

    @Test
    void metricsOfAnExpressionShouldBeFound() {
        String expression = "topk(9, sum by (a) (rate(one_total{b=\"c\"}[5m]))) / on (d) two:three > 1e6 or vector(0)";

        assertThat(MonitoringFiles.metrics(expression)).containsExactly("one_total", "two:three");
    }

    @Test
    void eachAlertShouldLeadToItsRowOfTheRunbook() throws IOException {
        String rules = Files.readString(MonitoringFiles.FOLDER.resolve("rules/alerts.yml"));
        String runbook = Files.readString(Deployment.root().resolve("docs/operations.md"));
        for (String alert : MonitoringFiles.alerts()) {
            String anchor = alert.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            assertThat(rules).contains("runbook_url: docs/operations.md#" + anchor + "\n");
            assertThat(runbook).contains("<a id=\"" + anchor + "\"></a>`" + alert + "`");
        }
        assertThat(rules.split("runbook_url", -1))
                .hasSize(MonitoringFiles.alerts().size() + 1);
    }

    @Test
    void eachAlertShouldHaveAFiringAndASilentCase() throws IOException {
        TreeSet<String> firing = new TreeSet<>();
        TreeSet<String> silent = new TreeSet<>();
        for (Path file : MonitoringFiles.files("tests", ".yml")) {
            Pattern.compile("alertname: (\\w+)\\s+exp_alerts:(.*)")
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(match -> (match.group(2).contains("[]") ? silent : firing).add(match.group(1)));
        }
        assertThat(firing).isEqualTo(MonitoringFiles.alerts());
        assertThat(silent).isEqualTo(MonitoringFiles.alerts());
    }

    @Test
    void rulesShouldPassPrometheusChecker() throws Exception {
        Promtool promtool = Promtool.find();
        promtool.passes(
                "",
                "check",
                "config",
                MonitoringFiles.FOLDER.resolve("prometheus.yml").toString());
        for (Path file : MonitoringFiles.files("tests", ".yml")) {
            promtool.passes("", "test", "rules", file.toString());
        }
    }

    @Test
    void panelsShouldPassPrometheusChecker() throws Exception {
        Promtool promtool = Promtool.find();
        List<String> expressions = MonitoringFiles.panelExpressions();
        assertThat(expressions).hasSizeGreaterThan(60);
        StringBuilder rules = new StringBuilder("groups: [{name: panels, rules: [\n");
        for (int i = 0; i < expressions.size(); i++) {
            String text = new ObjectMapper().writeValueAsString(expressions.get(i));
            rules.append("{record: 'panel:number")
                    .append(i)
                    .append("', expr: ")
                    .append(text)
                    .append("},\n");
        }
        Path file = folder.resolve("panels.yml");
        Files.writeString(file, rules.append("]}]\n"));
        promtool.passes("", "check", "rules", file.toString());
    }
}
