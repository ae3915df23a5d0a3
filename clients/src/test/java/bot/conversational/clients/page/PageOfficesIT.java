package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That nobody is kept out of the account and the administration, and pictures of them for people to look at. */
class PageOfficesIT {

    private static final String TAB_IS_SEEN = """
            const tab = document.querySelector('.section-list [aria-current=page]');
            return Boolean(tab && tab.getBoundingClientRect().right <= innerWidth);
            """;

    /** What does not fit into a list that scrolls to the side, where nobody would look for it. */
    private static final String ALL_IS_SEEN = """
            return [...document.querySelectorAll('.section .table-scroll:not(details *)')]
                .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel).join();
            """;

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();

    @AfterEach
    void leave() {
        browser.usualSize();
        browser.prefer("light");
        browser.driver().manage().deleteAllCookies();
        browser.assertSilent("status of 401");
    }

    private void assertOpenToAll(String path) {
        String name = path.substring(1).replace('/', '-');
        browser.open(visit.door().address() + path);
        browser.first(".section h2");
        browser.await("what is read", () -> !browser.has(".section [aria-busy=true]"));
        Axe.assertOpenToAll(browser, name);
        browser.size(390, 844);
        assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                .as(path + " on a phone")
                .isEqualTo(true);
        assertThat(browser.script(ALL_IS_SEEN)).as("what is cut off in " + path).isEqualTo("");
        browser.still();
        browser.shoot(name + "-phone");
        browser.usualSize();
    }

    @Test
    void accountShouldBeOpenToAll() {
        Api api = visit.nodes().one().api().asNewUser();
        api.post("/api/v1/api-keys", Map.of("name", "Notebook", "scopes", List.of("chat")))
                .expect(201);
        visit.become(api);
        List.of("profile", "security", "keys", "usage", "shares", "data")
                .forEach(tab -> assertOpenToAll("/account/" + tab));
        browser.size(390, 844);
        browser.open(visit.door().address() + "/account/data");
        browser.await(
                "the tab of what is shown", () -> browser.script(TAB_IS_SEEN).equals(true));
        browser.shoot("account-data-phone");
    }

    @Test
    void administrationShouldBeOpenToAll() {
        visit.become(visit.nodes().administrator());
        List.of("users", "usage", "state", "keys", "audit").forEach(tab -> assertOpenToAll("/admin/" + tab));
    }
}
