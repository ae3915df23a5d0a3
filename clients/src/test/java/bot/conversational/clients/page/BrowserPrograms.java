package bot.conversational.clients.page;

import bot.conversational.application.service.harness.Deployment;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Chromium and its driver, which {@code checks/browser.sh} installs where they are missing.
 *
 * @param browser as the driver sees it
 */
record BrowserPrograms(File browser, File driver) {

    private static final String SCRIPT = "checks/browser.sh";
    private static final File CHROMIUM = new File("/usr/bin/chromium");

    /** @throws AssertionError when they are not there and cannot be installed */
    static BrowserPrograms find() {
        try {
            Process process = new ProcessBuilder(
                            Deployment.root().resolve(SCRIPT).toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new AssertionError("The page's tests need chromium and chromedriver. " + SCRIPT + ": " + said);
            }
            return new BrowserPrograms(CHROMIUM, new File(said.substring(said.lastIndexOf('\n') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
