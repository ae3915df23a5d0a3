package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That nobody is kept out of the account and the administration, and pictures of them for people to look at. */
class PageOfficesIT {

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();

    @AfterEach
    void leave() {
        browser.usualSize();
        browser.prefer("light");
        browser.driver().manage().deleteAllCookies();
        browser.assertSilent("status of 401");
    }

    private static String axe() {
        try (InputStream script =
                Objects.requireNonNull(PageOfficesIT.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertOpenToAll(String path) {
        browser.open(visit.door().address() + path);
        browser.first(".section h2");
        browser.await("what is read", () -> !browser.has(".section [aria-busy=true]"));
        browser.script(axe());
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            shoot(path, scheme);
            Object found = browser.driver().executeAsyncScript("""
                            const done = arguments[arguments.length - 1];
                            axe.run({resultTypes: ['violations']})
                              .then(({violations}) => done(violations.filter(v => ['serious', 'critical'].includes(v.impact))
                                .map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' | '))), e => done([String(e)]))
                            """);
            assertThat((List<?>) found).as(path + ", " + scheme).isEmpty();
        }
        browser.prefer("light");
        browser.size(390, 844);
        assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                .as(path + " on a phone")
                .isEqualTo(true);
        shoot(path, "phone");
        browser.usualSize();
    }

    /** Once nothing moves any more. */
    private void shoot(String path, String kind) {
        browser.driver().executeAsyncScript("""
                        const done = arguments[arguments.length - 1];
                        requestAnimationFrame(() => Promise.allSettled(document.getAnimations().map(a => a.finished)).then(() => done()));
                        """);
        browser.shoot(path.substring(1).replace('/', '-') + "-" + kind);
    }

    @Test
    void accountShouldBeOpenToAll() {
        String email = Administrators.newEmail();
        Api api = visit.nodes().one().api().asNewUser(email);
        api.post("/api/v1/api-keys", Map.of("name", "Notebook", "scopes", List.of("chat")))
                .expect(201);
        visit.logInAs(email, Api.PASSWORD);
        List.of("profile", "security", "keys", "usage").forEach(tab -> assertOpenToAll("/account/" + tab));
    }

    @Test
    void administrationShouldBeOpenToAll() {
        visit.logInAs(visit.newAdministrator(), Api.PASSWORD);
        List.of("users", "usage", "keys", "audit").forEach(tab -> assertOpenToAll("/admin/" + tab));
    }
}
