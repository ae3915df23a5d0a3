package bot.conversational.application.transfer.format;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.transfer.ImportSource;
import bot.conversational.domain.transfer.ImportedConversation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A conversation of an export of ChatGPT: nodes by id, each with its parent. */
record ChatGptFormat(ImportReport report, Assets assets) {

    /** How far a result may be behind its call. */
    private static final int NEAR = 20;

    Optional<ImportedConversation> read(JsonNode conversation, String id) {
        JsonNode nodes = conversation.path("mapping");
        Optional<String> model = Recorded.model(conversation.path("default_model_slug"), report);
        List<ImportedConversation.Line> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> node : nodes.properties()) {
            lines.add(line(node.getKey(), nodes, model));
        }
        return Optional.of(new ImportedConversation(
                ImportSource.CHATGPT,
                id,
                new ImportedConversation.Labels(
                        Recorded.text(conversation.path("title")).map(title -> KeepableText.of(title, report)),
                        conversation.path("is_starred").asBoolean()
                                || conversation.path("pinned_time").isNumber(),
                        conversation.path("is_archived").asBoolean()),
                Recorded.seconds(conversation.path("create_time")),
                Recorded.seconds(conversation.path("update_time")),
                Recorded.text(conversation.path("current_node")),
                lines));
    }

    private ImportedConversation.Line line(String id, JsonNode nodes, Optional<String> model) {
        JsonNode node = nodes.path(id);
        JsonNode message = node.path("message");
        boolean answers = message.at("/author/role").asText().equals("assistant");
        return new ImportedConversation.Line(
                Optional.of(id),
                Recorded.text(node.path("parent")),
                ChatGptMessage.role(message),
                message.isObject()
                        ? new ChatGptMessage(message, call(id, nodes), report, assets).content()
                        : Content.NONE,
                answers
                        ? Recorded.model(message.at("/metadata/model_slug"), report)
                                .or(() -> model)
                        : Optional.empty(),
                Recorded.seconds(message.path("create_time")));
    }

    /** The call that a node is or answers: itself, or the nearest one before. */
    private static String call(String id, JsonNode nodes) {
        String at = id;
        for (int i = 0; i < NEAR; i++) {
            if (ChatGptMessage.isCall(nodes.path(at).path("message"))) {
                return Recorded.name(at);
            }
            at = nodes.path(at).path("parent").asText("");
        }
        return Recorded.name(id);
    }
}
