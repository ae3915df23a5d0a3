package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The administration. */
class PageAdministrationIT {

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();
    private final Api administrator = visit.nodes().administrator();
    private final String other = Administrators.newEmail();
    private final Api others = visit.nodes().one().api().asNewUser(other);

    private static String id(Api user) {
        return user.get("/api/v1/users/me").expect(200).json().get("id").asText();
    }

    @BeforeEach
    void logIn() {
        visit.become(administrator);
    }

    @AfterEach
    void leave() {
        browser.driver().manage().deleteAllCookies();
        browser.assertSilent("status of 401");
    }

    private void open(String path) {
        browser.open(visit.door().address() + "/admin/" + path);
        browser.first(".section h2");
    }

    /** Takes an item of the menu of the other user, who is alone in the list. */
    private void act(String item) {
        browser.replace("input[name=q]", other);
        browser.await(
                "one user",
                () -> browser.all(".list-table tbody tr").size() == 1
                        && browser.first(".list-table tbody tr").getText().contains(other));
        browser.take(".list-table cb-menu button", item);
    }

    @Test
    void whoIsInvitedShouldChooseAPassword() {
        String invitee = Administrators.newEmail();
        open("users");
        browser.choose(".section button", "Invite");
        browser.type("dialog input[name=email]", invitee);
        assertThat(browser.script("return document.querySelector('dialog select[name=role]').labels.length"))
                .isEqualTo(1L);
        browser.choose("dialog button", "Invite");
        String link = browser.first("dialog .copyable input").getDomProperty("value");
        browser.driver().manage().deleteAllCookies();
        browser.open(link);
        browser.type("input[name=password]", "my own horse battery");
        browser.type("input[name=repeated]", "my own horse battery");
        browser.click(".gate button[type=submit]");
        browser.first("cb-login h1");
        visit.logInAs(invitee, "my own horse battery");
    }

    @Test
    void suspendedUserShouldBeLockedOutAndComeBack() {
        open("users");
        act("Suspend");
        browser.choose("dialog button", "Suspend");
        browser.awaitText(".list-table .badge", "Suspended");
        browser.await("a session's end", () -> others.get("/api/v1/users/me").status() == 401);
        act("Let in again");
        browser.awaitGone(".list-table .badge");
        visit.nodes().one().api().logIn(other);
    }

    @Test
    void limitsAndUsageOfAUserShouldBeSeen() {
        open("users");
        act("Limits");
        browser.type("dialog input[name=tokensPerDay]", "5000");
        browser.choose("dialog button", "Save");
        browser.awaitText(".list-table", "5,000 tokens a day");
        act("Usage");
        browser.first("dialog .chart");
    }

    @Test
    void logShouldBeReadByWhatWasDone() {
        String whose = id(others);
        administrator
                .patch("/api/v1/admin/users/" + whose, Map.of("role", "admin"))
                .expect(200);
        open("audit");
        browser.first(".list-table tbody tr");
        browser.choose("select[name=action] option", "Role changed");
        browser.await(
                "one kind",
                () -> browser.has(".list-table tbody tr")
                        && browser.all(".list-table tbody tr").stream()
                                .allMatch(row -> row.getText().contains("Role changed")));
        browser.awaitText(".list-table tbody", other);
        browser.type("input[name=actor]", "nobody at all");
        browser.press(Keys.TAB);
        browser.awaitText(".field .error", "Nobody is like that");
        browser.replace("input[name=actor]", other);
        browser.press(Keys.TAB);
        browser.awaitText(".nothing", "Nothing is like that");
    }

    @Test
    void usageOfAllShouldBeDrawn() {
        others.say(others.newConversation(), "For the chart").expect(201);
        open("usage");
        browser.await("a bar", () -> {
            browser.choose(".choice label", "7 days");
            browser.choose(".choice label", "30 days");
            return browser.has(".chart rect.series-0");
        });
        browser.choose(".choice label", "Users");
        browser.awaitText(".legend", "Active users");
    }

    @Test
    void stateShouldTellOfChecksLagAndAnswersThatFailed() {
        others.say(others.newConversation(), "Please fail").expect(502);
        open("state");
        browser.awaitText(".checks", "Elasticsearch");
        browser.await("good health", () -> read("All is well") || again());
        browser.await("a failed answer", () -> browser.has(".of-errors rect.series-0") || again());
        assertThat(browser.first("cb-state").getText())
                .contains("obliging: Request refused", "POST /api/v1/conversations/{id}/messages", "Search index");
        browser.size(1280, 2600);
        browser.still();
        browser.shoot("admin-state-whole");
        browser.usualSize();
        browser.choose(".choice label", "7 days");
        browser.await("seven days", () -> browser.all(".of-errors .tick").size() > 10);
        browser.await("a chart of lag", () -> browser.has("cb-bars:not(.of-errors) .chart") || again());
    }

    private boolean read(String text) {
        return browser.all("cb-state").stream()
                .anyMatch(state -> state.getText().contains(text));
    }

    /** Has the state read now, as it is when somebody comes back to the page: it would be within 15 s anyway. */
    private boolean again() {
        browser.script("document.dispatchEvent(new Event('visibilitychange'))");
        return false;
    }

    @Test
    void othersShouldNotComeIn() {
        visit.become(others);
        browser.open(visit.door().address() + "/admin");
        browser.awaitText("main", "for administrators");
        browser.click("button.account");
        browser.first(".menu");
        assertThat(browser.all(".menu a[href='/admin']")).isEmpty();
    }
}
