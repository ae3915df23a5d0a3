package bot.conversational.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The units of systemd that run the scripts of backups. */
class SchedulesIT {

    private static final String INSTALLED = "/opt/conversational-bot";
    private static final Pattern COMMAND = Pattern.compile("(?m)^ExecStart=(\\S+)/(\\S+\\.sh) (.*)$");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
    private static final Path UNITS = NativeEngines.projectRoot().resolve("infra/systemd");

    @TempDir
    private Path folder;

    /** Those that call a script; the others run the service itself. */
    static List<Path> services() throws IOException {
        return units(".service").stream()
                .filter(unit -> !unit.toString().endsWith("-migrate.service"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("services")
    void serviceShouldCallAScriptByItsOptions(Path service) throws Exception {
        MatchResult command =
                COMMAND.matcher(Files.readString(service)).results().findFirst().orElseThrow();
        String script = command.group(2);
        assertThat(command.group(1)).isEqualTo(INSTALLED + "/infra");
        String help = new InfraScript.Instance(folder).run(script, "--help").output();
        String variable = script.replace(".sh", "").toUpperCase(Locale.ROOT) + "_OPTIONS";
        String settings = Files.readString(UNITS.resolve("backups.env.example"));
        String options = settings.replaceFirst("(?s).*\\n" + variable + "=([^\\n]*).*", "$1");

        assertThat(command.group(3)).startsWith("$BACKUPS ").endsWith(" $" + variable);
        assertThat(OPTION.matcher(command.group(3) + " " + options).results().map(MatchResult::group))
                .isNotEmpty()
                .allMatch(help::contains);
    }

    @Test
    void timerShouldHaveItsService() throws Exception {
        assertThat(units(".timer")).isNotEmpty().allSatisfy(timer -> {
            assertThat(timer).content().contains("\nOnCalendar=", "\nPersistent=true\n", "\nWantedBy=timers.target\n");
            assertThat(Path.of(timer.toString().replace(".timer", ".service"))).exists();
        });
    }

    /** By systemd's own check, where it is installed. */
    @Test
    void unitsShouldBeUnderstoodBySystemd() throws Exception {
        List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
        for (Path unit : units("")) {
            String here = Files.readString(unit)
                    .replace(INSTALLED, NativeEngines.projectRoot().toString())
                    .replace("User=conversational-bot\n", "");
            command.add(
                    Files.writeString(folder.resolve(unit.getFileName()), here).toString());
        }
        Path log = folder.resolve("log");
        Process check;
        try {
            check = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException missing) {
            return;
        }
        assertThat(check.waitFor()).as(Files.readString(log)).isZero();
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains("conversational-bot"))
                .isEmpty();
    }

    private static List<Path> units(String kind) throws IOException {
        try (Stream<Path> all = Files.list(UNITS)) {
            return all.filter(unit -> unit.getFileName().toString().startsWith("conversational-bot-"))
                    .filter(unit -> unit.toString().endsWith(kind))
                    .sorted()
                    .toList();
        }
    }
}
