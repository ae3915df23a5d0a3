package bot.conversational.application.cli.collection;

import bot.conversational.application.transfer.ConversationLines;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.search.evaluation.Document;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.transfer.ImportedConversation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Messages that somebody looks for in other words, and the conversations in which they are: {@code {query,
 * conversation, message, lang}}, a line each, of which {@code message} counts the messages of a conversation from 0.
 *
 * @param documents what was said in all conversations
 * @param items by the file that they are from
 */
public record KnownItems(List<Document> documents, Map<Path, List<Item>> items) {

    /** One that is looked for. */
    public record Item(String query, Document wanted) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param files of items
     * @param conversations as they are imported
     * @param language of the items, or all
     */
    public static KnownItems read(List<Path> files, Path conversations, Optional<String> language) throws IOException {
        List<Document> documents = new ArrayList<>();
        try (Stream<String> lines = ConversationLines.of(conversations)) {
            lines.flatMap(line -> ConversationLines.parse(line).stream())
                    .forEach(conversation -> documents.addAll(said(conversation)));
        }
        Map<String, Document> byId = documents.stream().collect(Collectors.toMap(Document::id, Function.identity()));
        Map<Path, List<Item>> items = new LinkedHashMap<>();
        for (Path file : files) {
            try (Stream<String> lines = ConversationLines.of(file)) {
                items.put(
                        file,
                        lines.map(KnownItems::parse)
                                .filter(it -> language.map(it.path("lang").asText()::equals)
                                        .orElse(true))
                                .map(it -> item(it, byId))
                                .toList());
            }
        }
        return new KnownItems(documents, items);
    }

    private static List<Document> said(ImportedConversation conversation) {
        List<Document> said = new ArrayList<>();
        for (int i = 0; i < conversation.messages().size(); i++) {
            ImportedConversation.Line line = conversation.messages().get(i);
            Optional<MessageRole> role = line.role().filter(it -> it != MessageRole.SYSTEM);
            if (role.isPresent() && !line.text().isBlank()) {
                said.add(new Document(id(conversation.id(), i), conversation.id(), role.get(), line.text()));
            }
        }
        return said;
    }

    private static String id(String conversation, int message) {
        return conversation + "#" + message;
    }

    private static Item item(JsonNode line, Map<String, Document> documents) {
        String id = id(line.path("conversation").asText(), line.path("message").asInt(-1));
        Document wanted = documents.get(id);
        if (wanted == null) {
            throw new DomainException.Malformed("A known item is in none of the conversations: " + id);
        }
        return new Item(line.path("query").asText(), wanted);
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
