package bot.conversational.clients.page;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.clients.TwoNodes;
import java.util.Map;
import org.openqa.selenium.Keys;

/** The page as the tests see it: one browser at one door to two nodes, and one user who is logged in. */
final class Visit {

    static final String ANSWER = ".message.answer";
    static final String QUESTION = ".message.question";
    static final String COMPOSER = "cb-composer textarea";

    private static final class Shared {
        static final Browser BROWSER = new Browser();
        static final Visit VISIT = new Visit(TwoNodes.shared());
        /** The one whose cookie the browser has. */
        static Visit last = VISIT;
    }

    private static final class WithTwoModels {
        static final Visit VISIT = new Visit(TwoNodes.withTwoModels());
    }

    private final TwoNodes nodes;
    private final Door door;
    private final Browser browser = Shared.BROWSER;
    private String email = Administrators.newEmail();
    private Api api;

    private Visit(TwoNodes nodes) {
        this.nodes = nodes;
        door = new Door(nodes.one().port());
        api = nodes.one().api().asNewUser(email);
        Runtime.getRuntime().addShutdownHook(new Thread(door::close));
    }

    /** The one that all tests share. */
    static Visit shared() {
        return Shared.VISIT;
    }

    /** One to another service, in the same browser: that of {@link TwoNodes#withTwoModels}. */
    static Visit withTwoModels() {
        return WithTwoModels.VISIT;
    }

    Browser browser() {
        return browser;
    }

    Door door() {
        return door;
    }

    TwoNodes nodes() {
        return nodes;
    }

    /** The user's own calls, past the page. */
    Api api() {
        return api;
    }

    String email() {
        return email;
    }

    /** Opens a path, logged in, at the first node. */
    Browser at(String path) {
        begin(path);
        browser.await("a page", () -> browser.has("cb-login h1") || browser.has("cb-sidebar"));
        if (browser.has("cb-login h1")) {
            browser.assertSilent("status of 401"); // the session may have ended
            awaitLogIn();
            browser.open(door.address() + path);
        }
        browser.first("main .page");
        return browser;
    }

    void logIn() {
        awaitLogIn();
        browser.first(COMPOSER);
    }

    /** Logs in, and comes to whichever page was wanted. */
    void awaitLogIn() {
        browser.replace("input[name=email]", email);
        browser.replace("input[name=password]", Api.PASSWORD);
        browser.click("cb-login button[type=submit]");
        browser.first("cb-sidebar");
    }

    /** Lets the browser be somebody who is logged in already, in place of who was: the log-in page is tried elsewhere. */
    void become(Api user) {
        leaveTheOther();
        String token = user.header("Authorization").substring("Bearer ".length());
        Map<String, Object> cookie = Map.of(
                "name", "session", "value", token, "url", door.address(), "httpOnly", true, "sameSite", "Strict");
        browser.command("Network.setCookie", cookie);
        begin("/login");
        browser.script("localStorage.setItem('logged-in', 'yes')");
    }

    /** From now on with a user who has no conversation yet. */
    void anew() {
        email = Administrators.newEmail();
        api = nodes.one().api().asNewUser(email);
        browser.driver().manage().deleteAllCookies();
    }

    /** A cookie goes to every port of this machine, and so to the other service. */
    private void leaveTheOther() {
        if (Shared.last != this) {
            browser.driver().manage().deleteAllCookies();
            Shared.last = this;
        }
    }

    private void begin(String path) {
        leaveTheOther();
        door.leadTo(nodes.one().port());
        browser.usualSize();
        browser.prefer("light");
        browser.open(door.address() + path);
    }

    /** Logs somebody else in, in place of who is. */
    void logInAs(String other, String password) {
        begin("/login");
        browser.driver().manage().deleteAllCookies();
        browser.open(door.address() + "/login");
        browser.type("input[name=email]", other);
        browser.type("input[name=password]", password);
        browser.click("cb-login button[type=submit]");
        browser.first("cb-sidebar");
    }

    /** Keeps the page's next call of this kind from the service until {@link #answer}; until then the page waits for it. */
    void hold(String method, String path) {
        browser.script("""
                const [method, path] = arguments;
                const real = window.fetch;
                window.fetch = async (address, options) => {
                    if (options?.method !== method || !new URL(address, location).pathname.endsWith(path)) {
                        return real(address, options);
                    }
                    window.fetch = real;
                    const status = await new Promise((resolve) => { window.answer = resolve; });
                    return status === 0 ? real(address, options)
                        : new Response('{}', {status, headers: {'Retry-After': '60'}});
                };
                """, method, path);
    }

    /**
     * Lets the call go that is held.
     *
     * @param status with which it is refused; 0: the service answers it
     */
    void answer(int status) {
        browser.await(
                "a call that is held", () -> Boolean.TRUE.equals(browser.script("return Boolean(window.answer)")));
        browser.script("window.answer(arguments[0]); window.answer = null;", status);
    }

    /** Makes a conversation by the API, with questions and their answers; gives its id. */
    String conversation(String title, String... questions) {
        String id = api.post("/api/v1/conversations", Map.of("title", title))
                .expect(201)
                .json()
                .get("id")
                .asText();
        for (String question : questions) {
            api.say(id, question).expect(201);
        }
        return id;
    }

    /** Writes and sends; lines are parted as a person parts them. */
    void ask(String question) {
        browser.first(COMPOSER).sendKeys(question.replace("\n", Keys.chord(Keys.SHIFT, Keys.ENTER)), Keys.ENTER);
    }

    /** Waits until the last answer is whole. */
    void awaitAnswer() {
        browser.await(
                "an answer",
                () -> browser.has(ANSWER)
                        && !browser.has(ANSWER + "[aria-busy]")
                        && !browser.has("button.send[type=button]"));
    }

    /** Waits until this is what is written and not sent. */
    void awaitDraft(String text) {
        browser.await(
                "the draft " + text, () -> text.equals(browser.first(COMPOSER).getDomProperty("value")));
    }

    String answer() {
        return browser.last(ANSWER + " .said").getText();
    }
}
