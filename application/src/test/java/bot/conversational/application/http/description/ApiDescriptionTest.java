package bot.conversational.application.http.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDescriptionTest {

    private final Description description = new Description();

    /** A generated client has a method of each name, which must not change when a class is added. */
    @Test
    void operationsShouldKeepTheirNames() {
        assertThat(description.calls().values().stream()
                        .map(call -> call.path("operationId").asText()))
                .containsExactlyInAnyOrder(
                        "registerUser",
                        "getCurrentUser",
                        "updateCurrentUser",
                        "changePassword",
                        "eraseCurrentUser",
                        "logIn",
                        "listSessions",
                        "logOut",
                        "endSession",
                        "createApiKey",
                        "listApiKeys",
                        "updateApiKey",
                        "revokeApiKey",
                        "createServiceKey",
                        "listServiceKeys",
                        "revokeServiceKey",
                        "createFolder",
                        "listFolders",
                        "getFolder",
                        "updateFolder",
                        "deleteFolder",
                        "listTags",
                        "createConversation",
                        "listConversations",
                        "getConversation",
                        "updateConversation",
                        "deleteConversation",
                        "sendMessage",
                        "listMessages",
                        "regenerateAnswer",
                        "followAnswer",
                        "stopAnswer",
                        "rateAnswer",
                        "removeRating",
                        "uploadFile",
                        "downloadFile",
                        "beginImport",
                        "listImports",
                        "getImport",
                        "cancelImport",
                        "listModels",
                        "searchTitles",
                        "searchMessages",
                        "searchConversations",
                        "getUsage",
                        "getUsageOfAllUsers",
                        "getOutcomesOfAnswers",
                        "getServiceState",
                        "listUsers",
                        "inviteUser",
                        "updateUser",
                        "eraseUser",
                        "endSessionsOfUser",
                        "resetPasswordOfUser",
                        "getUsageOfUser",
                        "listAuditEntries",
                        "acceptInvitation",
                        "listOpenAiModels",
                        "getOpenAiModel",
                        "createChatCompletion",
                        "createEmbeddings");
    }

    @TestFactory
    Stream<DynamicTest> everyCallShouldTellSuccessAndProblemsApart() {
        return description.calls().entrySet().stream()
                .map(call -> dynamicTest(call.getKey(), () -> {
                    List<String> statuses = Description.names(call.getValue().path("responses"));
                    assertThat(statuses)
                            .anyMatch(status -> status.startsWith("2"))
                            .doesNotContain("default");
                    assertThat(statuses).contains("400", "429", "503");
                    boolean openAi = call.getKey().contains(" /v1/");
                    assertThat(statuses.contains("404"))
                            .isEqualTo(call.getKey().contains("{")
                                    || openAi && call.getKey().startsWith("post"));
                    call.getValue()
                            .path("responses")
                            .properties()
                            .forEach(it -> assertResponse(it.getKey(), it.getValue(), openAi));
                }));
    }

    private void assertResponse(String status, JsonNode response, boolean openAi) {
        JsonNode resolved = resolved(response);
        assertThat(resolved.path("description").asText()).as(status).isNotBlank();
        assertThat(Description.names(resolved.path("headers"))).as(status).contains("X-Request-Id");
        if (status.compareTo("400") >= 0) {
            assertThat(resolved.path("content")
                            .path(openAi ? "application/json" : "application/problem+json")
                            .path("schema")
                            .path("$ref")
                            .asText())
                    .isEqualTo("#/components/schemas/" + (openAi ? "Error" : "Problem"));
        } else {
            assertThat(resolved.has("content"))
                    .as(status)
                    .isEqualTo(!Set.of("204", "304").contains(status));
        }
        assertThat(Description.names(resolved.path("headers")).contains("Retry-After"))
                .as(status)
                .isEqualTo(Set.of("429", "503").contains(status));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? description.document().at(node.path("$ref").asText().substring(1))
                : node;
    }

    @Test
    void onlyCallsWithASessionShouldNeedOne() {
        description.calls().forEach((name, call) -> {
            Set<String> withoutSession = Set.of("post /api/v1/users", "post /api/v1/invitations/{token}");
            boolean open = withoutSession.contains(name) || name.equals("post /api/v1/sessions");
            assertThat(call.path("security").isArray()).as(name).isTrue();
            assertThat(call.path("security").isEmpty()).as(name).isEqualTo(open);
            assertThat(call.path("responses").has("401")).as(name).isEqualTo(!withoutSession.contains(name));
        });
        assertThat(description
                        .document()
                        .at("/components/securitySchemes/session/description")
                        .asText())
                .contains("POST /api/v1/sessions");
    }

    @Test
    void repeatableCallsShouldSaySo() {
        for (String operation : List.of("sendMessage", "regenerateAnswer")) {
            assertThat(description
                            .parameter(operation, "Idempotency-Key")
                            .path("in")
                            .asText())
                    .isEqualTo("header");
            assertThat(description.call(operation).at("/responses/201/headers").has("Idempotent-Replayed"))
                    .isTrue();
        }
        assertThat(description.call("followAnswer").at("/responses/200/headers").has("Idempotent-Replayed"))
                .isFalse();
    }

    @Test
    void documentShouldIntroduceItself() {
        assertThat(description.document().at("/info/license/identifier").asText())
                .isEqualTo("Apache-2.0");
        assertThat(description.document().at("/servers/0/url").asText()).isEqualTo("/");
        List<String> declared = description
                .document()
                .path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asText())
                .toList();
        assertThat(description.calls().values())
                .allSatisfy(
                        call -> assertThat(declared).contains(call.at("/tags/0").asText()));
        assertThat(declared).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "listConversations, limit, integer, int32",
        "listConversations, archived, boolean, ''",
        "listConversations, cursor, string, ''",
        "listConversations, limit, integer, int32",
        "searchMessages, from, string, date-time",
        "searchMessages, to, string, date-time",
        "searchMessages, conversationId, string, uuid",
        "searchMessages, limit, integer, int32",
        "getUsage, from, string, date-time",
        "listMessages, branch, string, uuid",
        "listMessages, siblings, boolean, ''",
        "listConversations, folder, string, ''",
        "searchMessages, tag, string, ''",
        "getConversation, id, string, uuid"
    })
    void parametersShouldHaveTheirTypes(String operation, String name, String type, String format) {
        JsonNode schema = description.parameter(operation, name).path("schema");
        assertThat(schema.path("type").asText()).isEqualTo(type);
        assertThat(schema.path("format").asText()).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource({
        "searchMessages, mode, 'keyword,semantic,hybrid'",
        "searchMessages, reach, 'newest,all'",
        "searchConversations, reach, 'newest,all'",
        "searchMessages, sort, 'relevance,newest,oldest'",
        "searchMessages, role, 'user,assistant,system,tool'",
        "searchMessages, feedback, 'up,down'",
        "getUsage, interval, 'hour,day,week,month'"
    })
    void parametersShouldNameTheirWords(String operation, String name, String words) {
        assertThat(Description.texts(description.parameter(operation, name).at("/schema/enum")))
                .containsExactly(words.split(","));
    }

    @Test
    void queriesShouldBeParametersAndNoBodies() {
        assertThat(description.call("searchMessages").path("parameters")).hasSize(15);
        assertThat(description.call("getUsage").path("parameters")).hasSize(4);
        description
                .calls()
                .forEach((name, call) -> assertThat(name.startsWith("get ") && call.has("requestBody"))
                        .as(name)
                        .isFalse());
    }
}
