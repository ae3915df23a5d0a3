package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HEAD, OPTIONS and spellings of paths mean what HTTP says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MethodsIT {

    private static final List<String> PAGES = List.of(
            "/",
            "/docs/",
            "/docs/docs.js",
            "/docs/ui/swagger-ui.css",
            "/health-check",
            "/health-check?type=ready",
            "/problems/not-found",
            "/problems/nothing",
            "/api/v1/openapi.json",
            "/api/v1/openapi.yaml",
            "/api/v1/nothing",
            "/nothing");

    private final Api anybody = Deployment.sharedNode().api();
    private final OwnedResources owner = OwnedResources.of(anybody);

    @TestFactory
    Stream<DynamicTest> headShouldHaveTheHeadersOfGet() {
        Stream<String> calls =
                Route.ALL.stream().filter(route -> route.method().equals("GET")).map(owner::path);
        return Stream.concat(PAGES.stream(), calls)
                .flatMap(path -> Stream.of(anybody, owner.api())
                        .map(api -> dynamicTest(path, () -> {
                            Api.Answer get = api.get(path);
                            Api.Answer head = api.send("HEAD", path, BodyPublishers.noBody());
                            assertThat(head.status()).isEqualTo(get.status());
                            assertThat(head.text()).isEmpty();
                            assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
                            assertThat(head.header("Content-Length")).isIn("", get.header("Content-Length"));
                        })));
    }

    @TestFactory
    Stream<DynamicTest> optionsShouldNameWhatIsServed() {
        Stream<String> calls = Route.ALL.stream().map(owner::path).distinct();
        return Stream.concat(PAGES.stream().filter(path -> !path.contains("nothing")), calls)
                .map(path -> dynamicTest(path, () -> {
                    Api.Answer options = owner.api().send("OPTIONS", path, BodyPublishers.noBody());
                    List<String> allowed = Arrays.stream(options.header("Allow").split(","))
                            .map(String::strip)
                            .toList();
                    assertThat(allowed).contains("OPTIONS");
                    for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE")) {
                        // Without a token, so that nothing is done.
                        Api.Answer answer = anybody.send(method, path, BodyPublishers.noBody());
                        assertThat(answer.status() == 405)
                                .as("%s %s: %d, allowed: %s", method, path, answer.status(), allowed)
                                .isEqualTo(!allowed.contains(method));
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/%75sers/me",
                "/%61pi/v1/users/me",
                "/api/%76%31/users/%6d%65",
                "/api/v1/%75%73%65%72%73/%6D%65",
                "/api/v1/users/m%65?x=1"
            })
    void pathShouldBeTheSameHoweverItIsSpelt(String path) {
        assertThat(owner.api().get(path).expect(200).json().get("email").asText())
                .isEqualTo(owner.email());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/conversations/ID/%6dessages, 200",
        "/api/v1/conversations%2FID, 400",
        "/api/v1/users%2fme, 400",
        "/api/v1/users/%6d%65%20, 404",
        "/api/v1/users/%2e%2e/users/me, 400",
        "/api/v1/%252575sers/me, 400"
    })
    void otherSpellingsShouldStayWhatTheyAre(String path, int status) {
        int answered = owner.api().get(path.replace("ID", owner.conversation())).status();
        assertThat(answered).as(path).isIn(status, status == 400 ? 404 : status);
    }
}
