package bot.conversational.application.packaging;

import static bot.conversational.application.packaging.ShippedFile.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bot.conversational.application.packaging.HostTools.Ended;
import bot.conversational.application.service.harness.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code release/release.sh} in a clone of its own. Maven is left out, since it has just built the jar; {@code
 * checks/release.sh} has it, and a real clone.
 */
class ReleaseIT {

    private static final List<String> FILES = List.of(
            "infra",
            "docs",
            "release",
            "config.yml",
            ".env.example",
            ".gitignore",
            ".dockerignore",
            "Dockerfile",
            "README.md",
            "ARCHITECTURE.md",
            "CHANGELOG.md",
            "LICENSE",
            "pom.xml");

    private static final List<String> MODULES = List.of("domain", "adapters", "application", "benchmarks");

    /** In the place of Maven. It fails for as long as that file is there. */
    private static final String MAVEN = """
            #!/usr/bin/env bash
            [[ ! -f $BROKEN ]] || { echo 'ERROR: a test failed'; exit 1; }
            mkdir -p application/target
            cp "$BUILT" application/target/conversational-bot.jar
            echo '{"bomFormat": "CycloneDX"}' >application/target/sbom.json
            """;

    @TempDir
    private Path folder;

    private Path clone;
    private Path broken;
    private Path jar;

    @BeforeEach
    void makeClone() throws Exception {
        assumeTrue(HostTools.isThere("git"), "no git here");
        clone = Files.createDirectory(folder.resolve("clone"));
        broken = folder.resolve("broken");
        jar = Files.writeString(folder.resolve("small.jar"), "a jar");
        List<String> copy = new ArrayList<>(List.of("cp", "-r"));
        FILES.forEach(file -> copy.add(ROOT.resolve(file).toString()));
        copy.add(clone.toString());
        succeed(copy);
        for (String module : MODULES) {
            Files.createDirectory(clone.resolve(module));
            Files.copy(ROOT.resolve(module + "/pom.xml"), clone.resolve(module + "/pom.xml"));
        }
        Files.writeString(clone.resolve("mvnw"), MAVEN);
        Files.writeString(clone.resolve("CHANGELOG.md"), "# Changes\n\n## Unreleased\n\n- All is new.\n");
        succeed(List.of("chmod", "+x", clone.resolve("mvnw").toString()));
        git("init", "--quiet", "--initial-branch=main");
        git("config", "user.name", "Somebody");
        git("config", "user.email", "somebody@example.com");
        commit("Begin");
    }

    @Test
    void releaseShouldBeACommitATagAndItsFiles() throws Exception {
        assertThat(release("1.2.3").status()).isZero();

        assertThat(git("log", "--format=%s")).isEqualTo("Begin version 1.2.4-SNAPSHOT\nRelease 1.2.3\nBegin\n");
        assertThat(git("rev-parse", "v1.2.3^{commit}")).isEqualTo(git("rev-parse", "HEAD^"));
        assertThat(git("show", "v1.2.3:domain/pom.xml")).contains("<version>1.2.3</version>");
        assertThat(git("show", "v1.2.3:CHANGELOG.md"))
                .containsPattern("## Unreleased\n\n## 1\\.2\\.3 \\(\\d{4}-\\d\\d-\\d\\d\\)\n\n- All is new\\.\n");
        assertThat(Files.readString(clone.resolve("release/previous"))).isEqualTo(git("rev-parse", "HEAD^"));
        assertThat(Files.readString(clone.resolve("benchmarks/pom.xml"))).contains("<version>1.2.4-SNAPSHOT</version>");
        assertThat(git("status", "--porcelain")).isEmpty();
        succeed(List.of("bash", "-c", "cd " + files("1.2.3") + " && sha256sum --check SHA256SUMS"));
    }

    @Test
    void releaseShouldBeRefusedInOneLine() throws Exception {
        assertThat(release("1.2").said()).isEqualTo("release.sh: 1.2 is no version such as 1.4.0\n");

        Files.writeString(clone.resolve("note"), "not committed");
        assertThat(release("1.2.3").said())
                .isEqualTo("release.sh: there are changes that are not committed: commit them, or stash them\n");
        Files.delete(clone.resolve("note"));

        git("tag", "v1.2.3");
        assertThat(release("1.2.3").said()).isEqualTo("release.sh: there is a version 1.2.3 already: tag v1.2.3\n");

        Files.writeString(
                clone.resolve("CHANGELOG.md"), "# Changes\n\n## Unreleased\n\n## 1.0.0 (2026-01-01)\n\n- Old.\n");
        commit("Say nothing");
        assertThat(release("1.0.0").said())
                .isEqualTo("release.sh: there is a version 1.0.0 already: CHANGELOG.md has it\n");
        assertThat(release("1.3.0").said())
                .isEqualTo("release.sh: CHANGELOG.md has nothing under \"## Unreleased\": what changed in 1.3.0?\n");
        assertThat(git("log", "--format=%s")).isEqualTo("Say nothing\nBegin\n");
    }

    @Test
    void releaseThatWasCutOffShouldBeRepeated() throws Exception {
        Files.createFile(broken);
        Ended failed = release("1.2.3");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.said()).endsWith("release.sh: the build failed: ERROR: a test failed\n");
        assertThat(git("status", "--porcelain") + git("tag")).isEmpty();
        assertThat(git("log", "--format=%s")).isEqualTo("Begin\n");

        Files.delete(broken);
        assertThat(release("1.2.3").status()).isZero();
        String released = git("rev-parse", "v1.2.3^{commit}");
        // As if it had been killed before its last step.
        git("tag", "--delete", "v1.2.3");
        assertThat(release("1.2.3").said()).startsWith("continuing: ");
        assertThat(git("rev-parse", "v1.2.3^{commit}")).isEqualTo(released);
    }

    @Test
    void archiveShouldServeFromAnEmptyFolderAndRefuseAnotherJar() throws Exception {
        jar = Deployment.jar();
        assertThat(release("1.2.3").status()).isZero();
        Path empty = Files.createDirectory(folder.resolve("empty"));
        succeed(List.of(
                "tar",
                "-x",
                "-f",
                files("1.2.3").resolve("conversational-bot-1.2.3.tar.gz").toString(),
                "-C",
                empty.toString()));
        Path installed = empty.resolve("conversational-bot-1.2.3");
        List<String> start = List.of(installed.resolve("infra/start.sh").toString());

        try (StartedScript node = new StartedScript(installed, folder.resolve("log"), environment(), start)) {
            node.use();
            assertThat(node.end()).isZero();
        }
        Files.writeString(installed.resolve("conversational-bot.jar"), "more", StandardOpenOption.APPEND);
        Ended damaged = HostTools.run(environment(), start);
        assertThat(damaged.status()).isEqualTo(1);
        assertThat(damaged.said()).contains("this release is damaged: ");
    }

    /** The engines of the tests, as hosts that are not the script's to start. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Deployment.shared().environment());
        for (String engine : List.of("POSTGRES", "ELASTICSEARCH")) {
            environment.put(
                    engine + "_HOSTS", environment.get(engine + "_HOST") + ":" + environment.get(engine + "_PORT"));
        }
        environment.put("REDIS_HOST", "127.1"); // this machine, in a spelling that the script takes for another
        environment.put("DATA_DIR", folder.resolve("data").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("JAVA_HEAP", "256m");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return environment;
    }

    private Path files(String version) {
        return clone.resolve("target/releases").resolve(version);
    }

    private Ended release(String version) throws Exception {
        return HostTools.run(
                Map.of("BROKEN", broken.toString(), "BUILT", jar.toString()),
                List.of(clone.resolve("release/release.sh").toString(), version, "--skip-tests", "--skip-learning"));
    }

    private void commit(String subject) throws Exception {
        git("add", "--all");
        git("commit", "--quiet", "--message", subject);
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", clone.toString()));
        command.addAll(List.of(arguments));
        return succeed(command);
    }

    private static String succeed(List<String> command) throws IOException, InterruptedException {
        Ended ended = HostTools.run(Map.of(), command);
        assertThat(ended.status()).as(ended.said()).isZero();
        return ended.said();
    }
}
