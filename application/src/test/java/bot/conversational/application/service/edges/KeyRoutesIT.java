package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Administrators;
import bot.conversational.application.service.harness.Api;
import bot.conversational.application.service.harness.Deployment;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Which keys may make which calls. Every call is decided here: one that is not fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set up before all tests
class KeyRoutesIT {

    private static final String OPEN = "open";
    private static final String SESSION = "session";

    private static final List<String> SCOPES =
            List.of("chat", "embeddings", "conversations:read", "conversations:write", "search", "admin");

    /** {@code method path | scopes, each of which is enough}; {@link #SESSION}: no key; {@link #OPEN}: needs nothing. */
    private static final Map<String, Set<String>> DECIDED = parse("""
            POST /api/v1/users | open
            GET /api/v1/users/me | chat, embeddings, conversations:read, conversations:write, search, admin
            PATCH /api/v1/users/me | session
            PUT /api/v1/users/me/password | session
            DELETE /api/v1/users/me | session
            GET /api/v1/sessions | session
            DELETE /api/v1/sessions/{id} | session
            POST /api/v1/sessions | open
            DELETE /api/v1/sessions/current | session
            POST /api/v1/api-keys | session
            GET /api/v1/api-keys | session
            PATCH /api/v1/api-keys/{id} | session
            DELETE /api/v1/api-keys/{id} | session
            POST /api/v1/conversations | chat, conversations:write
            POST /api/v1/folders | conversations:write
            GET /api/v1/folders | conversations:read
            GET /api/v1/folders/{id} | conversations:read
            PATCH /api/v1/folders/{id} | conversations:write
            DELETE /api/v1/folders/{id} | conversations:write
            GET /api/v1/tags | conversations:read
            GET /api/v1/conversations | conversations:read
            GET /api/v1/conversations/{id} | conversations:read
            PATCH /api/v1/conversations/{id} | conversations:write
            DELETE /api/v1/conversations/{id} | conversations:write
            GET /api/v1/conversations/{id}/messages | conversations:read
            POST /api/v1/conversations/{id}/messages | chat
            POST /api/v1/conversations/{id}/messages/{mid}/regenerate | chat
            GET /api/v1/conversations/{id}/messages/{mid}/events | chat, conversations:read
            POST /api/v1/conversations/{id}/messages/{mid}/stop | chat
            PUT /api/v1/conversations/{id}/messages/{mid}/feedback | conversations:write
            DELETE /api/v1/conversations/{id}/messages/{mid}/feedback | conversations:write
            GET /api/v1/conversations/{id}/export | conversations:read
            POST /api/v1/conversations/{id}/shares | conversations:write
            PUT /api/v1/conversations/{id}/shares/{sid} | conversations:write
            GET /api/v1/shares | conversations:read
            GET /api/v1/shared/{token} | open
            GET /api/v1/shared/{token}/files/{blob} | open
            POST /api/v1/shared/{token}/copies | chat, conversations:write
            DELETE /api/v1/shares/{id} | conversations:write
            GET /api/v1/users/me/export | session
            POST /api/v1/exports | session
            GET /api/v1/exports/{id} | session
            GET /api/v1/exports/{id}/file | session
            DELETE /api/v1/exports/{id} | session
            POST /api/v1/files | chat
            GET /api/v1/files/{blob} | chat, conversations:read
            POST /api/v1/imports | conversations:write
            GET /api/v1/imports | conversations:read
            GET /api/v1/imports/{id} | conversations:read
            DELETE /api/v1/imports/{id} | conversations:write
            GET /api/v1/models | chat, embeddings
            GET /api/v1/search/titles | search
            GET /api/v1/search/messages | search
            GET /api/v1/search/conversations | search
            GET /api/v1/analytics/usage | conversations:read
            GET /api/v1/admin/analytics/usage | admin
            GET /api/v1/admin/analytics/outcomes | admin
            GET /api/v1/admin/state | admin
            GET /api/v1/admin/audit | admin
            GET /api/v1/admin/users | admin
            POST /api/v1/admin/users | admin
            PATCH /api/v1/admin/users/{id} | admin
            DELETE /api/v1/admin/users/{id}/sessions | session
            POST /api/v1/admin/users/{id}/password-reset | session
            GET /api/v1/admin/users/{id}/usage | admin
            DELETE /api/v1/admin/users/{id} | session
            POST /api/v1/admin/service-keys | session
            GET /api/v1/admin/service-keys | session
            DELETE /api/v1/admin/service-keys/{id} | session
            GET /v1/models | chat, embeddings
            GET /v1/models/{model} | chat, embeddings
            POST /v1/chat/completions | chat
            POST /v1/embeddings | embeddings
            POST /v1/responses | chat
            GET /v1/responses/{id} | chat
            POST /v1/responses/{id}/cancel | chat
            GET /v1/responses/{id}/input_items | chat
            DELETE /v1/responses/{id} | chat
            POST /v1/conversations | chat, conversations:write
            GET /v1/conversations/{id} | conversations:read
            POST /v1/conversations/{id} | conversations:write
            GET /v1/conversations/{id}/items | conversations:read
            POST /v1/conversations/{id}/items | conversations:write
            GET /v1/conversations/{id}/items/{item} | conversations:read
            DELETE /v1/conversations/{id}/items/{item} | conversations:write
            DELETE /v1/conversations/{id} | conversations:write
            POST /api/v1/invitations/{token} | open
            """);

    private OwnedResources owned;
    private Map<String, Api> byScope;

    private static Map<String, Set<String>> parse(String table) {
        Map<String, Set<String>> decided = new LinkedHashMap<>();
        table.lines()
                .map(line -> line.split(" \\| "))
                .forEach(cells -> decided.put(cells[0], new TreeSet<>(Arrays.asList(cells[1].split(", ")))));
        return decided;
    }

    /** Keys of an administrator, so that nothing but the scope decides. */
    @BeforeAll
    void makeKeys() {
        owned = OwnedResources.of(Deployment.sharedNode().api());
        Api admin = new Administrators(Deployment.shared()).at(Deployment.sharedNode());
        byScope = new LinkedHashMap<>();
        for (String scope : SCOPES) {
            String key = admin.post("/api/v1/api-keys", Map.of("name", scope, "scopes", List.of(scope)))
                    .expect(201)
                    .json()
                    .get("key")
                    .asText();
            byScope.put(scope, Deployment.sharedNode().api().with("Authorization", "Bearer " + key));
        }
    }

    @Test
    void everyCallShouldBeDecided() {
        assertThat(Route.ALL.stream().map(Route::name))
                .allSatisfy(name ->
                        assertThat(DECIDED).as("which keys may do this?").containsKey(name));
    }

    @TestFactory
    Stream<DynamicTest> keysShouldMakeTheCallsThatTheirScopesName() {
        return Route.ALL.stream()
                .filter(route ->
                        !DECIDED.getOrDefault(route.name(), Set.of(OPEN)).contains(OPEN))
                .map(route -> DynamicTest.dynamicTest(route.name(), () -> check(route)));
    }

    private void check(Route route) {
        Set<String> allowed = DECIDED.getOrDefault(route.name(), Set.of());
        byScope.forEach((scope, api) -> {
            int status = call(api, route);
            if (allowed.contains(scope)) {
                assertThat(status).as(scope).isNotIn(401, 403).isLessThan(500);
            } else {
                assertThat(status).as(scope).isEqualTo(403);
            }
        });
    }

    private int call(Api api, Route route) {
        String path = owned.path(route);
        Optional<String> body = route.body().map(text -> owned.body(route));
        return switch (route.method()) {
            case "GET" -> api.get(path).status();
            default ->
                api.with("Content-Type", route.contentType())
                        .send(
                                route.method(),
                                path,
                                body.map(HttpRequest.BodyPublishers::ofString)
                                        .orElse(HttpRequest.BodyPublishers.noBody()))
                        .status();
        };
    }
}
