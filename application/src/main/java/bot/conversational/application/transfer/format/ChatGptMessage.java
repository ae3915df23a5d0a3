package bot.conversational.application.transfer.format;

import bot.conversational.application.transfer.report.ImportReport;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The content of a message of ChatGPT. What its readers did not see has no text here: it is a part, so that the tree
 * stays whole and nothing but the words of people and answers is searched.
 *
 * @param callId of the call that it is or answers
 */
record ChatGptMessage(JsonNode message, String callId, ImportReport report, Assets assets) {

    private static final String TEXT = "text";

    /** Empty for a speaker that is none of ours. */
    static Optional<MessageRole> role(JsonNode message) {
        return switch (message.at("/author/role").asText()) {
            case "user" -> Optional.of(MessageRole.USER);
            case "assistant" -> Optional.of(MessageRole.ASSISTANT);
            case "system" -> Optional.of(MessageRole.SYSTEM);
            case "tool" -> Optional.of(MessageRole.TOOL);
            default -> Optional.empty();
        };
    }

    /** Whether a model speaks to a tool in it. */
    static boolean isCall(JsonNode message) {
        String recipient = message.path("recipient").asText("");
        return message.at("/author/role").asText().equals("assistant")
                && !recipient.isEmpty()
                && !recipient.equals("all");
    }

    Content content() {
        List<Part> parts = new ArrayList<>(parts());
        Set<Part.Origin> there = new HashSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Attachment shown) {
                there.add(shown.origin());
            }
        }
        for (JsonNode file : message.at("/metadata/attachments")) {
            Part part = ChatGptFile.ofAttachment(file).part(assets, report);
            // An image is named twice: where it stands, and in the list of files.
            if (!(part instanceof Part.Attachment named) || there.add(named.origin())) {
                parts.add(part);
            }
        }
        return Content.of(parts);
    }

    private List<Part> parts() {
        JsonNode content = message.path("content");
        String type = content.path("content_type").asText("");
        return switch (type) {
            case TEXT, "" -> said(strings(content.path("parts")));
            case "multimodal_text" -> multimodal(content.path("parts"));
            case "code" -> code(content);
            case "execution_output", "system_error", "tether_quote", "computer_output", "sonic_webpage" ->
                result(content.path(TEXT).asText(""), content);
            case "tether_browsing_display" -> result(content.path("result").asText(""), content);
            case "citable_code_output" -> result(content.path("output_str").asText(""), content);
            case "thoughts" -> reasoning(thoughts(content));
            case "reasoning_recap" -> reasoning(content.path("content").asText(""));
            case "user_editable_context", "model_editable_context" -> List.of(Recorded.data("context", content));
            default -> {
                report.unknownType(type);
                yield List.of(Recorded.data(type.length() > 40 ? "unknown" : type, content));
            }
        };
    }

    /** Words, by who spoke to whom. */
    private List<Part> said(String words) {
        if (words.isBlank()) {
            return List.of();
        }
        JsonNode content = message.path("content");
        if (message.at("/author/role").asText().equals("tool")) {
            return result(words, content);
        }
        if (isCall(message)) {
            return List.of(call(words));
        }
        return isHidden()
                ? List.of(Recorded.data("hidden", content))
                : List.of(new Part.Text(KeepableText.withoutCitations(words, report)));
    }

    private boolean isHidden() {
        JsonNode metadata = message.path("metadata");
        return metadata.path("is_visually_hidden_from_conversation").asBoolean()
                || metadata.path("is_user_system_message").asBoolean()
                || (message.path("weight").isNumber() && message.path("weight").asDouble() == 0);
    }

    private List<Part> multimodal(JsonNode given) {
        List<Part> parts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (JsonNode part : given) {
            String type = part.path("content_type").asText("");
            if (part.isTextual() || type.equals("audio_transcription")) {
                Recorded.text(part.isTextual() ? part : part.path(TEXT)).ifPresent(words::add);
            } else if (type.endsWith("asset_pointer")) {
                parts.add(ChatGptFile.ofPointer(part).part(assets, report));
            } else if (!part.isNull()) {
                report.unknownType(type.isEmpty() ? "multimodal_text part" : type);
            }
        }
        parts.addAll(said(String.join("\n", words)));
        return parts;
    }

    private List<Part> code(JsonNode content) {
        String code = content.path(TEXT).asText("");
        if (code.isBlank()) {
            return List.of();
        }
        if (isCall(message)) {
            return List.of(call(code));
        }
        String language = content.path("language").asText("").replaceAll("[^a-z0-9+#]|unknown", "");
        return said("```" + language + "\n" + code + "\n```");
    }

    private Part call(String arguments) {
        return new Part.ToolCall(
                callId, Recorded.name(message.path("recipient").asText()), KeepableText.of(arguments, report));
    }

    private List<Part> result(String words, JsonNode content) {
        return words.isBlank()
                ? List.of(Recorded.data("result", content))
                : List.of(new Part.ToolResult(
                        callId,
                        KeepableText.of(words, report),
                        content.path("content_type").asText().equals("system_error")));
    }

    private List<Part> reasoning(String words) {
        return words.isBlank()
                ? List.of()
                : List.of(new Part.Reasoning(KeepableText.of(words, report), Optional.empty()));
    }

    private static String thoughts(JsonNode content) {
        JsonNode thoughts = content.path("thoughts");
        return thoughts.isArray()
                ? StreamSupport.stream(thoughts.spliterator(), false)
                        .flatMap(thought -> Stream.of(thought.path("summary"), thought.path("content")))
                        .flatMap(words -> Recorded.text(words).stream())
                        .collect(Collectors.joining("\n"))
                : strings(content.path("parts"));
    }

    private static String strings(JsonNode parts) {
        return StreamSupport.stream(parts.spliterator(), false)
                .flatMap(part -> Recorded.text(part).stream())
                .collect(Collectors.joining("\n"));
    }
}
