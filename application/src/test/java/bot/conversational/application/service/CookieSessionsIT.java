package bot.conversational.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import bot.conversational.application.service.harness.Node;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions of pages, whose token is in a cookie. */
class CookieSessionsIT {

    private static final String SESSIONS = "/api/v1/sessions";
    private static final String ME = "/api/v1/users/me";

    private final Node node = Deployment.sharedNode();
    private final String origin = "http://" + URI.create(node.api().base()).getAuthority();
    private final Api page = node.api().with("Origin", origin);

    private static Map<String, Object> logIn(String email) {
        return Map.of("email", email, "password", Api.PASSWORD, "cookie", true);
    }

    private Api.Answer opened() {
        String email = Administrators.newEmail();
        node.api().asNewUser(email);
        return Api.patiently(() -> page.post(SESSIONS, logIn(email))).expect(201);
    }

    private static String cookie(Api.Answer opened) {
        return opened.header("Set-Cookie").split(";", 2)[0];
    }

    @Test
    void tokenShouldBeInTheCookieAlone() {
        Api.Answer opened = opened();
        assertThat(opened.header("Set-Cookie"))
                .startsWith("session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=86400");
        assertThat(opened.json().has("token")).isFalse();
        assertThat(opened.json().at("/user/email").asText()).isNotEmpty();
        assertThat(opened.text()).doesNotContain(cookie(opened).substring("session=".length()));
    }

    @Test
    void cookieShouldLetItsOwnPageInAndNoOther() {
        Api browser = node.api().with("Cookie", cookie(opened()));
        browser.get(ME).expect(200);
        browser.patch(ME, Map.of("displayName", "Ada")).expect(403);
        browser.with("Origin", "http://evil.example")
                .patch(ME, Map.of("displayName", "Ada"))
                .expect(403);
        Api own = browser.with("Origin", origin);
        own.patch(ME, Map.of("displayName", "Ada")).expect(200);
        String conversation = own.newConversation();
        own.say(conversation, "Good morning").expect(201);
        browser.say(conversation, "Good morning").expect(403);
    }

    @Test
    void logOutShouldEndTheSessionAndRemoveTheCookie() {
        String cookie = cookie(opened());
        Api own = page.with("Cookie", cookie);
        Api.Answer ended = own.delete(SESSIONS + "/current").expect(204);
        assertThat(ended.header("Set-Cookie")).startsWith("session=;").contains("Max-Age=0");
        own.get(ME).expect(401);
    }

    @Test
    void pageOfAnotherOriginShouldLogNobodyIn() {
        String email = Administrators.newEmail();
        node.api().asNewUser(email);
        node.api().post(SESSIONS, logIn(email)).expect(403);
        node.api()
                .with("Origin", "https://evil.example")
                .post(SESSIONS, logIn(email))
                .expect(403);
    }
}
