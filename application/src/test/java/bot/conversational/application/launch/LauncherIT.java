package bot.conversational.application.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import bot.conversational.application.service.harness.Deployment;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar as a Java sees it that is too old for the service. */
class LauncherIT {

    private static final Path JAR = Deployment.root().resolve("application/target/conversational-bot.jar");

    /** Of class files that Java 8 reads. */
    private static final int FORMAT = 52;

    @Test
    void entryOfTheJarShouldBeReadableByJava8() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String entry = jar.getManifest().getMainAttributes().getValue("Main-Class");
            try (DataInputStream type = new DataInputStream(
                    jar.getInputStream(jar.getEntry(entry.replace('.', '/').concat(".class"))))) {
                type.skipNBytes(6);
                assertThat(type.readUnsignedShort()).isEqualTo(FORMAT);
            }
        }
    }

    @Test
    void oldJavaShouldBeToldInOneLine() throws Exception {
        Optional<Path> java = oldJava();
        assumeThat(java).as("a Java that is too old, on this machine").isPresent();
        Process process = new ProcessBuilder(
                        java.orElseThrow().toString(), "-jar", JAR.toString(), "server", "config.yml")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(1);
        assertThat(output.lines()).singleElement().asString().startsWith("conversational-bot needs Java 21 or later");
    }

    private static Optional<Path> oldJava() throws IOException {
        Path usual = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(usual)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(usual)) {
            return homes.filter(home -> home.getFileName().toString().matches("java-(8|11|17)-.*"))
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }
}
