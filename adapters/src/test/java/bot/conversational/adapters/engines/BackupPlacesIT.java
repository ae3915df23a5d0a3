package bot.conversational.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Backups and archives in S3, and encrypted ones. What needs S3 is skipped where there is no Node, and what encrypts
 * where {@code age} cannot be installed.
 */
class BackupPlacesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static BackedUpServer server;
    private static Optional<S3Server> s3 = Optional.empty();
    private static String whyNoS3 = "";

    @TempDir
    private Path backups;

    @BeforeAll
    static void start() throws Exception {
        server = new BackedUpServer(folder, "postgresql");
        Path log = folder.resolve("s3.log");
        s3 = S3Server.start(Files.createDirectory(folder.resolve("s3")), log);
        whyNoS3 = (s3.isPresent() ? "" : Files.readString(log)) + install("rclone");
    }

    @AfterAll
    static void cleanUp() throws Exception {
        if (s3.isPresent()) {
            s3.get().close();
        }
        server.cleanUp();
    }

    @BeforeEach
    void fill() throws Exception {
        server.fill();
    }

    @Test
    void backupInS3ShouldComeBack() throws Exception {
        S3Server place = s3();
        String where = place.place("some/prefix");
        server.succeeds(place.settings(), "backup.sh", where);
        server.execute("insert into said values (2000, 'second')");
        String said = server.succeeds(place.settings(), "backup.sh", where, "--keep", "1");
        server.execute("delete from said where id > 1");

        server.succeeds(place.settings(), "restore.sh", where, "--yes");

        assertThat(server.added()).isEqualTo("second");
        assertThat(said).contains("deleted ");
        String name = said.replaceFirst("(?s).*some/prefix/(\\w+Z), .*", "$1");
        assertThat(names(place.objects("some/prefix"))).containsExactly(name);
        Files.delete(place.object("some/prefix/" + name + "/SHA256SUMS"));
        InfraScript cut = server.instance().run(place.settings(), "restore.sh", where, "--yes");
        assertThat(cut.exitCode()).isEqualTo(1);
        assertThat(cut.output()).contains("there is no backup in " + where);
        leavesNothingHere();
    }

    @Test
    void s3ThatIsAwayOrRefusesShouldBeNamedInOneLine() throws Exception {
        S3Server place = s3();
        InfraScript away = server.instance()
                .run(
                        Map.of(
                                "S3_ENDPOINT",
                                "http://127.0.0.1:1",
                                "AWS_ACCESS_KEY_ID",
                                "a",
                                "AWS_SECRET_ACCESS_KEY",
                                "b"),
                        "backup.sh",
                        "--quiet",
                        place.place("away"));
        InfraScript missing =
                server.instance().run(place.settings(), "backup.sh", "--quiet", "s3://no-such-bucket/away");

        assertThat(away.exitCode()).isEqualTo(1);
        assertThat(away.output().lines()).singleElement().asString().contains("connection refused");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.output().lines()).singleElement().asString().contains("list of backups");
        leavesNothingHere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "S3"})
    void encryptedArchiveShouldLeadToATime(String kind) throws Exception {
        Map<String, String> settings = kind.equals("S3") ? s3().settings() : Map.of();
        String where = kind.equals("S3") ? s3().place("encrypted") : backups.toString();
        Path archived = kind.equals("S3") ? s3().objects("encrypted/wal") : backups.resolve("wal");
        Path key = key();
        String recipient = recipient(key);
        Process archive = server.archive(settings, where, "--encrypt-to", recipient, "--every", "1");
        try {
            server.succeeds(settings, "backup.sh", where, "--encrypt-to", recipient);
            server.awaitNextSecond();
            server.execute("insert into said values (2001, 'before')");
            Instant time = server.awaitNextSecond();
            server.awaitNextSecond();
            server.execute("insert into said values (2002, 'after')");
            awaitSent(archived);

            InfraScript closed = server.instance().run(settings, "restore.sh", where, "--yes", "--at", time.toString());
            assertThat(closed.exitCode()).isEqualTo(1);
            assertThat(closed.output()).contains("is encrypted: name the key by --identity FILE");
            server.succeeds(
                    settings, "restore.sh", where, "--yes", "--at", time.toString(), "--identity", key.toString());

            assertThat(server.added()).isEqualTo("before");
            assertThat(names(archived))
                    .filteredOn(name -> !name.startsWith("."))
                    .isNotEmpty()
                    .allMatch(name -> name.matches(
                            "[0-9A-F]{8}([0-9A-F]{16}(\\.partial)?|\\.history)\\.gz\\.age(\\._S3rver.*)?"));
            leavesNothingHere();
        } finally {
            BackedUpServer.end(archive);
        }
    }

    @Test
    void encryptedBackupShouldOpenWithItsKeyOnly() throws Exception {
        Path key = key();
        server.succeeds("backup.sh", backups.toString(), "--encrypt-to", recipient(key));
        server.execute("delete from said where id > 1");

        InfraScript wrong =
                server.instance().run("restore.sh", backups.toString(), "--yes", "--identity", key().toString());
        InfraScript nobody = server.instance().run("backup.sh", backups.toString(), "--encrypt-to", "nobody");

        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.output()).contains("no identity matched");
        assertThat(server.rows()).isEqualTo(1);
        assertThat(nobody.output())
                .isEqualTo("backup.sh: --encrypt-to nobody: that is no public key of age, and no file of such\n");
        leavesNothingHere();
        server.succeeds("restore.sh", backups.toString(), "--yes", "--identity", key.toString());
        assertThat(server.rows()).isEqualTo(1000);
    }

    private static S3Server s3() {
        assumeTrue(whyNoS3.isEmpty(), "places that speak S3 are not tried: " + whyNoS3);
        return s3.orElseThrow();
    }

    /** Returns when the archive has the newest part of what is written now. */
    private static void awaitSent(Path archived) throws Exception {
        String segment = server.value("select pg_walfile_name(pg_switch_wal())");
        await().atMost(PATIENCE)
                .until(() -> names(archived).stream()
                        .anyMatch(name -> name.startsWith(segment) && !name.contains("partial")));
    }

    private Path key() throws Exception {
        String trouble = install("age");
        assumeTrue(trouble.isEmpty(), "encryption is not tried: " + trouble);
        Path key = Files.createTempDirectory(folder, "key").resolve("key");
        assertThat(new ProcessBuilder("age-keygen", "-o", key.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        return key;
    }

    private static String recipient(Path key) throws IOException {
        return Files.readString(key).replaceFirst("(?s).*public key: (\\w+).*", "$1");
    }

    /** Why a program that the scripts call cannot be had; empty when it is there. */
    private static String install(String program) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, program, ".log");
        Path lib = NativeEngines.projectRoot().resolve("infra/lib");
        String script = "set -euo pipefail; source " + lib + "/say.sh; source " + lib + "/packages.sh; QUIET=yes need "
                + program;
        int status = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        return status == 0 ? "" : Files.readString(log);
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> all = Files.list(of)) {
            return all.map(it -> it.getFileName().toString()).toList();
        }
    }

    /** What came, was decrypted or waited to be sent is not kept. */
    private static void leavesNothingHere() throws IOException {
        Path places = Files.createDirectories(server.instance().data().resolve("places"));
        assertThat(names(places)).allMatch(name -> name.startsWith("."));
    }
}
