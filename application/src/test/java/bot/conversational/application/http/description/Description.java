package bot.conversational.application.http.description;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.http.administration.AuditResource;
import bot.conversational.application.http.administration.InvitationResource;
import bot.conversational.application.http.administration.ManagedUserResource;
import bot.conversational.application.http.administration.StateResource;
import bot.conversational.application.http.analytics.UsageResource;
import bot.conversational.application.http.chat.MessageResource;
import bot.conversational.application.http.chat.ModelResource;
import bot.conversational.application.http.chat.TurnResource;
import bot.conversational.application.http.conversations.ConversationResource;
import bot.conversational.application.http.conversations.FeedbackResource;
import bot.conversational.application.http.files.FileResource;
import bot.conversational.application.http.folders.FolderResource;
import bot.conversational.application.http.folders.TagResource;
import bot.conversational.application.http.imports.ImportResource;
import bot.conversational.application.http.keys.ApiKeyResource;
import bot.conversational.application.http.keys.ServiceKeyResource;
import bot.conversational.application.http.openai.OpenAiModelResource;
import bot.conversational.application.http.openai.chat.ChatCompletionResource;
import bot.conversational.application.http.openai.embeddings.EmbeddingResource;
import bot.conversational.application.http.search.SearchResource;
import bot.conversational.application.http.sessions.SessionResource;
import bot.conversational.application.http.users.UserResource;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json31;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The description of all resources, as JSON.
 *
 * @param calls by method and path, such as {@code get /api/v1/models}
 */
record Description(JsonNode document, Map<String, JsonNode> calls) {

    Description() {
        this(
                Json31.mapper()
                        .valueToTree(ApiDescription.of(Set.of(
                                UserResource.class,
                                SessionResource.class,
                                ConversationResource.class,
                                FolderResource.class,
                                TagResource.class,
                                FeedbackResource.class,
                                MessageResource.class,
                                TurnResource.class,
                                ModelResource.class,
                                FileResource.class,
                                ImportResource.class,
                                SearchResource.class,
                                UsageResource.class,
                                ManagedUserResource.class,
                                AuditResource.class,
                                StateResource.class,
                                InvitationResource.class,
                                ApiKeyResource.class,
                                ServiceKeyResource.class,
                                OpenAiModelResource.class,
                                ChatCompletionResource.class,
                                EmbeddingResource.class))),
                new TreeMap<>());
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(call -> calls.put(call.getKey() + " " + path.getKey(), call.getValue())));
    }

    JsonNode call(String operation) {
        return calls.values().stream()
                .filter(call -> call.path("operationId").asText().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    JsonNode parameter(String operation, String name) {
        return call(operation)
                .path("parameters")
                .valueStream()
                .filter(it -> it.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    JsonNode schema(String name) {
        JsonNode schema = document.at("/components/schemas/" + name);
        assertThat(schema.isObject()).as(name).isTrue();
        return schema;
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
