package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import java.util.Objects;
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

    /** Others begin as the user whom all share. */
    @AfterEach
    void leave() {
        browser.driver().manage().deleteAllCookies();
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
        browser.await("a draft", () -> drafts() > 0);
        browser.take("button.account", "Log out");
        browser.first("cb-login h1");
        assertThat(browser.all("cb-login .notice")).isEmpty();
        assertThat(drafts()).isZero();
        browser.open(visit.door().address() + "/");
        browser.first("cb-login h1");
    }

    private long drafts() {
        return (Long) Objects.requireNonNull(
                browser.script("return Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"));
    }

    @Test
    void draftsShouldOutliveTheSessionForTheirUserAlone() {
        visit.logIn();
        browser.replace(Visit.COMPOSER, "half a thought");
        browser.driver().manage().deleteAllCookies();
        browser.take("button.account", "Archive");
        browser.awaitText("cb-login .notice", "Your session has ended");
        visit.logIn();
        visit.awaitDraft("half a thought");
        String other = Administrators.newEmail();
        visit.nodes().one().api().asNewUser(other);
        visit.logInAs(other, Api.PASSWORD);
        browser.first(Visit.COMPOSER);
        visit.awaitDraft("");
        assertThat(drafts()).isZero();
    }

    @Test
    void listThatCannotBeReadShouldBeToldAndReadAgain() {
        visit.conversation("In the list");
        visit.hold("GET", "/conversations");
        visit.awaitLogIn();
        visit.answer(429);
        browser.awaitText(".entries", "That was a lot at once");
        browser.choose(".entries button", "Try again");
        browser.awaitText(".entries", "In the list");
        assertThat(browser.all(".entries button.archive-link")).isEmpty();
    }
}
