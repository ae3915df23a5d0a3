package bot.conversational.application.packaging;

import static bot.conversational.application.packaging.ShippedFile.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.packaging.HostTools.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Java {@code infra/run.sh} becomes, and with which options; in the place of Java a script tells them. */
class RunScriptTest {

    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = -Xinternalversion ]; then echo "VM of $(dirname "$0")"; else echo "$(dirname "$0") $*"; fi
            """;

    @TempDir
    private Path folder;

    private Path release;
    private Path jar;

    @BeforeEach
    void unpackRelease() throws Exception {
        release = Files.createDirectory(folder.resolve("release"));
        succeed("cp", "-r", ROOT.resolve("infra").toString(), release.toString());
        jar = Files.writeString(release.resolve("conversational-bot.jar"), "a jar");
    }

    private Path java(String name, String version) throws Exception {
        Path home = folder.resolve(name);
        Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(program, JAVA);
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        succeed("chmod", "+x", program.toString());
        return home;
    }

    private static String succeed(String... command) throws IOException, InterruptedException {
        Ended ended = HostTools.run(command);
        assertThat(ended.status()).as(ended.said()).isZero();
        return ended.said();
    }

    private String run(Path java) throws IOException, InterruptedException {
        return HostTools.run(
                        Map.of(
                                "JAVA_HOME",
                                java.toString(),
                                "PATH",
                                java + "/bin:" + System.getenv("PATH"),
                                "JAVA_FOLDERS",
                                folder + "/jdk-*"),
                        List.of(release.resolve("infra/run.sh").toString()))
                .said();
    }

    /** As {@code learn.sh} leaves it. */
    private void learn(Path java) throws IOException, InterruptedException {
        Files.writeString(release.resolve("conversational-bot.jar.aot"), "a cache");
        String of = succeed(
                "bash",
                "-c",
                "PROJECT=$0 INFRA=$0/infra JAVA=($1/bin/java); . $0/infra/lib/node.sh; learned_for $2",
                release.toString(),
                java.toString(),
                jar.toString());
        Files.writeString(release.resolve("conversational-bot.jar.aot.for"), of);
    }

    @Test
    void javaThatIsTooOldShouldBePassedOver() throws Exception {
        Path old = java("old", "17.0.1");
        assertThat(run(old)).doesNotContain(old.toString());

        java("jdk-21", "21.0.2");
        Path newest = java("jdk-25", "25");
        assertThat(run(old)).startsWith(newest + "/bin -Xmx512m @").endsWith(" -jar " + jar + " server config.yml\n");
    }

    @Test
    void cacheThatFitsShouldBeUsed() throws Exception {
        Path java = java("jdk-25", "25");
        assertThat(run(java)).doesNotContain("AOT");

        learn(java);
        assertThat(run(java)).contains(" -XX:AOTCache=" + jar + ".aot ");
    }

    @Test
    void cacheOfAnotherJarOrJavaShouldBeLeftAloneAndSaid() throws Exception {
        Path java = java("jdk-25", "25");
        learn(java);
        assertThat(run(java("jdk-26", "26"))).satisfies(RunScriptTest::saysThatItIsNotUsed);

        Files.writeString(jar, "another jar");
        assertThat(run(java)).satisfies(RunScriptTest::saysThatItIsNotUsed);

        Files.delete(release.resolve("conversational-bot.jar.aot.for"));
        assertThat(run(java)).satisfies(RunScriptTest::saysThatItIsNotUsed);
    }

    private static void saysThatItIsNotUsed(String said) {
        assertThat(said.lines()).hasSize(2);
        assertThat(said)
                .startsWith("run.sh: ")
                .contains("is not used: it was made for another jar, Java or other options")
                .contains(" server config.yml")
                .doesNotContain("-XX:AOTCache");
    }
}
