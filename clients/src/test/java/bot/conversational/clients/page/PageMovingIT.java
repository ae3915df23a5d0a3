package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** What comes in, goes out, and is shared. */
class PageMovingIT {

    private static final String SAMPLE = """
            {"id": "one", "title": "Brought along", "messages": [
              {"role": "user", "text": "Where was I?"}, {"role": "assistant", "text": "Elsewhere."}]}
            """.replace("\n", " ");

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();
    private final Api api = visit.nodes().one().api().asNewUser();

    @TempDir
    private Path folder;

    @BeforeEach
    void logIn() {
        visit.become(api);
    }

    @AfterEach
    void leave() {
        browser.driver().manage().deleteAllCookies();
        browser.assertSilent("status of 401", "status of 404", "status of 422");
    }

    private void open(String path) {
        browser.open(visit.door().address() + path);
        browser.first("main .page");
    }

    private void choose(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        browser.first(".drop-zone");
        browser.driver().findElement(By.cssSelector("input[type=file]")).sendKeys(file.toString());
    }

    @Test
    void fileShouldBeTriedAndThenImported() throws IOException {
        open("/account/data");
        browser.click("input[name=dryRun]");
        choose("mine.jsonl", SAMPLE);
        browser.awaitText(".rows li", "Done");
        browser.awaitText(".rows li", "Trial");
        assertThat(browser.all(".entries li")).isEmpty();
        browser.click("input[name=dryRun]");
        choose("mine.jsonl", SAMPLE);
        browser.awaitText(".entries", "Brought along");
        browser.awaitText(".rows li", "1 new, 0 extended");
    }

    @Test
    void importShouldBeFollowedThroughALostConnection() throws IOException {
        open("/account/data");
        browser.script("""
                const real = window.fetch;
                let lost = 6;
                window.fetch = (address, init) => /imports\\/./.test(address) && lost-- > 0
                    ? Promise.reject(new TypeError('lost'))
                    : real(address, init);
                """);
        choose("mine.jsonl", SAMPLE);
        browser.awaitText(".rows li", "Done");
    }

    @Test
    void unreadableFileShouldBeTold() throws IOException {
        open("/account/data");
        choose("other.json", "{\"nothing\": true}");
        browser.first(".section [role=alert], .section .error-line");
    }

    @Test
    void accountShouldBeExported() {
        open("/account/data");
        browser.choose(".section button", "Make a zip");
        browser.awaitText("[role=status] a", "Download the zip");
        String file = browser.first("[role=status] a").getDomProperty("href");
        assertThat(file).matches(".*/api/v1/exports/[0-9a-f-]+/file");
        browser.choose("[role=status] button", "Remove it");
        browser.awaitGone("[role=status] a");
        browser.awaitFocus("cb-exports button");
    }

    @Test
    void shareShouldBeReadByStrangersUntilItEnds() {
        String id = api.newConversation();
        api.say(id, "What is **shared** here?").expect(201);
        open("/c/" + id);
        browser.take(".bar-tools cb-menu button", "Share");
        browser.choose("dialog button", "Make a link");
        String link = browser.first("dialog .copyable input").getDomProperty("value");
        browser.click("dialog .copyable button");
        browser.click("dialog [aria-live=polite] .toast button");
        browser.awaitGone(".toast");

        browser.driver().manage().deleteAllCookies();
        browser.open(link);
        browser.awaitText(".shared .question", "shared");
        browser.first(".shared .answer");
        browser.awaitText(".shared-top", "Log in to copy it");

        visit.become(visit.nodes().one().api().asNewUser());
        browser.open(link);
        browser.choose(".shared-top button", "Copy to my account");
        browser.awaitText(Visit.QUESTION, "shared");

        visit.become(api);
        open("/account/shares");
        browser.take(".rows cb-menu button", "End the share");
        browser.choose("dialog button", "End the share");
        browser.awaitText(".nothing", "Nothing is shared");
        browser.awaitFocus(".block-head h2");
        browser.open(link);
        browser.awaitText("main h1", "This share has ended");
    }
}
