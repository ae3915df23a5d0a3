package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account: what it is called, how one logs in, keys, usage, its end. */
class PageAccountIT {

    private static final String NEW_PASSWORD = "another horse battery";

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();
    private final String email = Administrators.newEmail();
    private final Api api = visit.nodes().one().api().asNewUser(email);

    @BeforeEach
    void logIn() {
        visit.become(api);
    }

    @AfterEach
    void leave() {
        browser.driver().manage().deleteAllCookies();
        browser.assertSilent("status of 401", "status of 422");
    }

    private void open(String tab) {
        browser.open(visit.door().address() + "/account/" + tab);
        browser.first(".section h2");
    }

    @Test
    void nameShouldChangeInTheSidebar() {
        open("profile");
        browser.replace("input[name=displayName]", "Ada of the tests");
        browser.choose(".section button", "Save");
        browser.awaitText("button.account", "Ada of the tests");
    }

    @Test
    void keyShouldBeShownOnceAndWorkUntilItIsDeleted() {
        api.post("/api/v1/api-keys", Map.of("name", "Older", "scopes", List.of("chat")))
                .expect(201);
        open("keys");
        browser.choose(".section button", "New key");
        browser.type("dialog input[name=name]", "Notebook");
        browser.type("dialog input[name=requestsPerMinute]", "30");
        browser.choose("dialog button", "New key");
        String key = browser.first("dialog .copyable input").getDomProperty("value");
        browser.choose("dialog button", "Close");
        browser.awaitText(".rows li", "30 answers a minute");
        Api program = visit.nodes().one().api().with("Authorization", "Bearer " + key);
        program.get("/api/v1/users/me").expect(200);

        browser.take(".rows cb-menu button", "Change name and limits");
        browser.replace("dialog input[name=name]", "Renamed");
        browser.choose("dialog button", "Save");
        browser.awaitText(".rows li", "Renamed");

        browser.take(".rows li:last-child cb-menu button", "Delete the key");
        browser.choose("dialog button", "Delete the key");
        browser.awaitText(".toast", "The key is deleted");
        browser.await("one key", () -> browser.all(".rows li").size() == 1);
        browser.awaitFocus(".rows li:first-child button");
        browser.take(".rows cb-menu button", "Delete the key");
        browser.choose("dialog button", "Delete the key");
        browser.awaitText(".nothing", "no key");
        browser.awaitFocus(".block-head h2");
        browser.await("a dead key", () -> program.get("/api/v1/users/me").status() == 401);
    }

    @Test
    void otherSessionsShouldEnd() {
        visit.become(visit.nodes().one().api().logIn(email));
        open("security");
        browser.await("two sessions", () -> browser.all(".rows li").size() == 2);
        browser.choose(".section button", "End all others");
        browser.choose("dialog button", "End all others");
        browser.await("one session", () -> browser.all(".rows li").size() == 1);
        browser.awaitFocus(".block-head h2");
        api.get("/api/v1/users/me").expect(401);
    }

    @Test
    void passwordShouldChangeForWhoKnowsIt() {
        open("security");
        changePassword("not the password");
        browser.first(".field .error");
        browser.driver().navigate().refresh();
        changePassword(Api.PASSWORD);
        browser.awaitText(".toast", "Your password is changed");
        visit.logInAs(email, NEW_PASSWORD);
    }

    private void changePassword(String current) {
        browser.type("input[name=currentPassword]", current);
        browser.type("input[name=newPassword]", NEW_PASSWORD);
        browser.type("input[name=repeated]", NEW_PASSWORD);
        browser.choose(".section button", "Change the password");
    }

    @Test
    void usageShouldBeDrawnAndToldInATable() {
        api.say(api.newConversation(), "How much is this?").expect(201);
        browser.await(
                "usage",
                () -> api.get("/api/v1/analytics/usage")
                                .json()
                                .at("/totals/messages")
                                .asInt()
                        == 2);
        open("usage");
        browser.first(".chart rect.series-0");
        browser.awaitText(".models", "obliging");
        browser.choose(".choice label", "Tokens");
        browser.awaitText(".legend", "Tokens written");
        browser.click(".as-table summary");
        assertThat(browser.first(".figures tfoot td").getText()).isEqualTo("2");
    }

    @Test
    void accountShouldBeErasedWhenItsAddressIsTyped() {
        open("data");
        browser.choose(".section button", "Erase the account");
        browser.type("dialog input[name=confirmation]", "somebody@example.com");
        browser.type("dialog input[name=password]", Api.PASSWORD);
        browser.choose("dialog button", "Erase the account");
        browser.awaitText("dialog .error", "not the address");
        browser.replace("dialog input[name=confirmation]", email);
        browser.choose("dialog button", "Erase the account");
        browser.first("cb-login h1");
        api.get("/api/v1/users/me").expect(401);
    }
}
