package bot.conversational.application.service.monitoring;

import static org.assertj.core.api.Assumptions.assumeThat;

import bot.conversational.application.service.harness.Deployment;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A program of one of Debian's packages, which is unpacked in this build's folder where it is not installed. */
final class DebianProgram {

    /** Installs nothing: some of these packages would start a server. */
    private static final String UNPACK = """
            set -euo pipefail
            INFRA=$PWD/infra QUIET=yes
            source infra/lib/say.sh
            source infra/lib/packages.sh
            package=$1 program=$2 folder=$3
            mkdir -p "$folder"
            exec 7>"$folder/$package.lock"
            flock 7
            [[ ! -x $folder/$program ]] || exit 0
            package_exists "$package"
            unpacked=$(mktemp -d -p "$folder")
            trap 'rm -r "$unpacked"' EXIT
            cd "$unpacked"
            apt-get download "$package"
            dpkg-deb --extract ./*.deb .
            mv "usr/bin/$program" "$folder/"
            """;

    private DebianProgram() {}

    /** The program; the test is skipped where it is not installed and no package of it is to be had within three minutes. */
    static Path find(String debianPackage, String program) {
        Path unpacked = Deployment.root().resolve("target/debian").resolve(program);
        Optional<Path> found = installed(program)
                .or(() -> Optional.of(unpacked)
                        .filter(it -> Files.isExecutable(it) || unpack(debianPackage, program, it.getParent())));
        assumeThat(found).as(program + ", or Debian's package of it").isPresent();
        return found.orElseThrow();
    }

    private static Optional<Path> installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean unpack(String debianPackage, String program, Path folder) {
        try {
            Process bash = new ProcessBuilder(
                            "timeout", "180", "bash", "-c", UNPACK, "bash", debianPackage, program, folder.toString())
                    .directory(Deployment.root().toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean unpacked = bash.waitFor() == 0;
            if (!unpacked) {
                System.out.println(debianPackage + " cannot be unpacked: " + said);
            }
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
