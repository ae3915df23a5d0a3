package bot.conversational.application.transfer.format;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.transfer.ImportSource;
import bot.conversational.domain.transfer.ImportedConversation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A conversation of an export of Claude: messages in order, in newer ones with their parents, where any has one. */
final class ClaudeFormat {

    private static final String PARENT = "parent_message_uuid";

    private ClaudeFormat() {}

    static Optional<ImportedConversation> read(JsonNode conversation, String id, ImportReport report) {
        List<ImportedConversation.Line> lines = new ArrayList<>();
        Optional<String> before = Optional.empty();
        Optional<String> model = Recorded.model(conversation.path("model"), report);
        JsonNode messages = conversation.path("chat_messages");
        boolean linked = StreamSupport.stream(messages.spliterator(), false)
                .anyMatch(message -> message.path(PARENT).isTextual());
        for (JsonNode message : messages) {
            String uuid = Recorded.text(message.path("uuid")).orElse("#" + lines.size());
            Optional<String> parent = linked && message.has(PARENT) ? Recorded.text(message.path(PARENT)) : before;
            Optional<MessageRole> role = role(message);
            lines.add(new ImportedConversation.Line(
                    Optional.of(uuid),
                    parent,
                    role,
                    new ClaudeMessage(message, report).content(),
                    role.filter(MessageRole.ASSISTANT::equals)
                            .flatMap(answers -> Recorded.model(message.path("model"), report)
                                    .or(() -> model)),
                    Recorded.timestamp(message.path("created_at"))));
            before = Optional.of(uuid);
        }
        return Optional.of(new ImportedConversation(
                ImportSource.CLAUDE,
                id,
                new ImportedConversation.Labels(
                        Recorded.text(conversation.path("name")).map(name -> KeepableText.of(name, report)),
                        conversation.path("is_starred").asBoolean(),
                        false),
                Recorded.timestamp(conversation.path("created_at")),
                Recorded.timestamp(conversation.path("updated_at")),
                Recorded.text(conversation.path("current_leaf_message_uuid")),
                lines));
    }

    private static Optional<MessageRole> role(JsonNode message) {
        return switch (message.path("sender").asText("")) {
            case "human" -> Optional.of(MessageRole.USER);
            case "assistant" -> Optional.of(MessageRole.ASSISTANT);
            default -> Optional.empty();
        };
    }
}
