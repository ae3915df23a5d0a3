package bot.conversational.clients.page;

import bot.conversational.application.service.harness.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Chromium and its driver, which {@code checks/browser.sh} installs where they are missing. */
record BrowserPrograms(Path browser, Path driver) {

    private static final String SCRIPT = "checks/browser.sh";

    /** @throws AssertionError when they are not there and cannot be installed */
    static BrowserPrograms find() {
        return known().orElseGet(() -> {
            String said = install();
            return known().orElseThrow(() ->
                    new AssertionError("The page's tests need chromium and chromedriver. " + SCRIPT + ": " + said));
        });
    }

    private static Optional<BrowserPrograms> known() {
        return onPath("chromium")
                .flatMap(browser -> onPath("chromedriver").map(driver -> new BrowserPrograms(browser, driver)));
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String install() {
        try {
            Process process = new ProcessBuilder(
                            Deployment.root().resolve(SCRIPT).toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
