package bot.conversational.application.http.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is described of bodies and answers. */
class SchemasTest {

    private final Description description = new Description();

    @ParameterizedTest
    @CsvSource({
        "Message, role, 'user,assistant,system,tool'",
        "Message, status, 'generating,completed,stopped,failed,interrupted'",
        "Message, finishReason, 'stop,length,tool_calls,content_filter,null'",
        "Message, feedback, 'up,down,null'",
        "User, role, 'user,admin'",
        "Feedback, rating, 'up,down'",
        "ResponseFormat, type, 'text,json_object,json_schema'",
        "Total, relation, 'eq,gte'",
        "TextPart, type, text",
        "ToolCallPart, type, tool_call",
        "MessageDeltaEvent, event, message.delta"
    })
    void fieldsShouldNameTheirWords(String schema, String field, String words) {
        assertThat(Description.texts(description.schema(schema).at("/properties/" + field + "/enum")))
                .containsExactly(words.split(","));
    }

    @ParameterizedTest
    @CsvSource({"Hit, score, number", "Hit, highlights, array", "Discovered, score, number"})
    void fieldsThatAreExplainedShouldHaveTheirTypes(String schema, String field, String type) {
        JsonNode property = description.schema(schema).at("/properties/" + field);
        assertThat(property.path("type").asText()).isEqualTo(type);
        assertThat(property.path("description").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # schema           | always there, null too              | never null            | may be left out
            Message            | parentId,model,finishReason,parts   | id,seq,content,cached | siblings
            Conversation       | title,model,systemPrompt,folderId   | id,pinned,tags        | ''
            Folder             | parentId,systemPrompt               | id,name,position      | ''
            CreateFolder       | ''                                  | name                  | parentId,position
            ConversationList   | nextCursor                          | items                 | ''
            User               | displayName                         | email,role            | ''
            Latency            | p50,p95,p99                         | ''                    | ''
            Usage              | ''                                  | buckets,totals,models | ''
            Problem            | ''                                  | type,title,status     | errors
            Register           | ''                                  | email,password        | displayName
            SendMessage        | ''                                  | ''                    | content,model,stop
            ToolCallPart       | ''                                  | type,callId           | ''
            ReasoningPart      | ''                                  | text                  | signature
            """)
    void fieldsShouldBeThereOrNot(String name, String nullable, String present, String optional) {
        JsonNode schema = description.schema(name);
        List<String> required = Description.texts(schema.path("required"));
        for (String field : list(nullable)) {
            assertThat(required).contains(field);
            assertThat(mayBeNull(schema, field)).as(field).isTrue();
        }
        for (String field : list(present)) {
            assertThat(required).contains(field);
            assertThat(mayBeNull(schema, field)).as(field).isFalse();
        }
        for (String field : list(optional)) {
            assertThat(Description.names(schema.path("properties"))).contains(field);
            assertThat(required).doesNotContain(field);
            assertThat(mayBeNull(schema, field)).as(field).isFalse();
        }
    }

    private static List<String> list(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split(","));
    }

    private static boolean mayBeNull(JsonNode schema, String field) {
        return schema.at("/properties/" + field).toString().contains("\"null\"");
    }

    /** A change of a setting is the one kind of call in which a null says something. */
    @Test
    void nullShouldBeTakenWhereItMeansSomething() {
        for (String field : List.of("title", "systemPrompt", "model", "folderId", "tags")) {
            assertThat(mayBeNull(description.schema("EditConversation"), field)).isTrue();
            assertThat(mayBeNull(description.schema("CreateConversation"), field))
                    .isFalse();
        }
        assertThat(mayBeNull(description.schema("EditConversation"), "pinned")).isFalse();
        assertThat(mayBeNull(description.schema("EditUser"), "displayName")).isTrue();
        assertThat(mayBeNull(description.schema("SendMessage"), "parentId")).isTrue();
    }

    @Test
    void schemasShouldHaveNamesOfTheContract() {
        assertThat(Description.names(description.document().at("/components/schemas")))
                .contains("Conversation", "ConversationList", "Message", "MessageList", "Part", "StreamEvent")
                .noneMatch(name -> name.matches(".*(Json|Body|Parameters).*"))
                .allMatch(name -> name.matches("[A-Z][A-Za-z]+"));
    }

    @Test
    void streamsShouldBeDescribedByTheirEvents() {
        for (String operation : List.of("sendMessage", "regenerateAnswer", "followAnswer")) {
            assertThat(description
                            .call(operation)
                            .path("responses")
                            .path("200")
                            .path("content")
                            .path("text/event-stream")
                            .path("schema")
                            .path("$ref")
                            .asText())
                    .isEqualTo("#/components/schemas/StreamEvent");
        }
        assertThat(Description.names(description.schema("StreamEvent").at("/discriminator/mapping")))
                .containsExactly(
                        "message.created", "message.delta", "message.part", "message.completed", "message.failed");
        assertThat(Description.names(description.schema("MessageFailedEvent").path("properties")))
                .containsExactly("event", "id", "data");
    }
}
