package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opening an account, logging in and out. */
class PageLogInIT {

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();

    @BeforeEach
    void logOut() {
        visit.door().leadTo(visit.nodes().one().port());
        browser.open(visit.door().address() + "/login");
        browser.driver().manage().deleteAllCookies();
        browser.open(visit.door().address() + "/");
        browser.first("cb-login h1");
    }

    @AfterEach
    void beSilent() {
        browser.assertSilent("status of 401", "status of 409");
    }

    @Test
    void firstVisitShouldAskForNobody() {
        browser.script("localStorage.clear()");
        browser.assertSilent("status of 401");
        browser.open(visit.door().address() + "/");
        browser.first("cb-login h1");
        browser.assertSilent();
    }

    @Test
    void newcomerShouldOpenAnAccountAndBeGreeted() {
        browser.click(".other a");
        browser.awaitText("h1", "Open an account");
        browser.type("input[name=email]", Administrators.newEmail());
        browser.type("input[name=password]", Api.PASSWORD);
        browser.type("input[name=displayName]", "Ada");
        browser.click("cb-login button[type=submit]");
        browser.awaitText(".greeting", "Ada");
    }

    @Test
    void nobodyShouldFindTheTokenInTheScriptOrInStorage() {
        visit.logIn();
        assertThat(browser.script("return document.cookie")).isEqualTo("");
        assertThat(browser.driver().manage().getCookieNamed("session")).satisfies(cookie -> {
            assertThat((String) browser.script("return JSON.stringify({...localStorage, ...sessionStorage})"))
                    .doesNotContain(cookie.getValue());
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getSameSite()).isEqualTo("Strict");
        });
    }

    @Test
    void wrongPasswordShouldBeToldWithWhatToDo() {
        browser.type("input[name=email]", visit.email());
        browser.type("input[name=password]", "not the password");
        browser.click("cb-login button[type=submit]");
        browser.awaitText("[role=alert]", "do not go together");
    }

    @Test
    void takenAddressShouldBeTold() {
        browser.click(".other a");
        browser.type("input[name=email]", visit.email());
        browser.type("input[name=password]", Api.PASSWORD);
        browser.click("cb-login button[type=submit]");
        browser.awaitText("[role=alert]", "There is an account with this address");
    }

    @Test
    void whoLogsInShouldComeToWhereTheyWanted() {
        browser.open(visit.door().address() + "/search?q=hexagon");
        browser.first("cb-login h1");
        visit.awaitLogIn();
        browser.first("input[type=search]");
        assertThat(browser.address()).endsWith("/search?q=hexagon");
    }

    @Test
    void logOutShouldForgetDraftsAndLetNobodyIn() {
        visit.logIn();
        browser.type(Visit.COMPOSER, "a secret draft");
        browser.await("a draft", () -> browser.script("return localStorage['draft:new']") != null);
        browser.take("button.account", "Log out");
        browser.first("cb-login h1");
        assertThat(browser.script("return localStorage['draft:new'] ?? ''")).isEqualTo("");
        browser.open(visit.door().address() + "/");
        browser.first("cb-login h1");
    }
}
