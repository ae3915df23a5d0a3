package bot.conversational.application.transfer;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.transfer.ImportedConversation;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads recordings, one JSON object a line: {@code id, title, messages: [{id?, parent_id?, role, text, created_at?}]}.
 * Roles are {@code user}, {@code assistant} and {@code system}; what has another one, such as {@code tool}, is what no
 * reader of the conversation has seen. Other fields are passed over.
 */
public final class ConversationLines {

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record ConversationLine(String id, @Nullable String title, List<MessageLine> messages) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record MessageLine(
            @Nullable String id,
            @JsonProperty("parent_id") @Nullable String parentId,
            String role,
            @Nullable String text,
            @JsonProperty("created_at") @Nullable Instant createdAt) {}

    private static final ObjectReader JSON =
            new ObjectMapper().registerModule(new JavaTimeModule()).readerFor(ConversationLine.class);

    private ConversationLines() {}

    /** The lines of a file, unpacked when its name ends in {@code .gz}; it is open until the stream is closed. */
    public static Stream<String> of(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
            BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
            return lines.lines().onClose(() -> close(lines)).filter(line -> !line.isBlank());
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static void close(BufferedReader lines) {
        try {
            lines.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The conversation in a line, or empty without one. */
    public static Optional<ImportedConversation> parse(String line) {
        try {
            return conversation(JSON.readValue(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The same of a line that was read. */
    public static Optional<ImportedConversation> parse(JsonNode line) {
        try {
            return conversation(JSON.readValue(line));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ImportedConversation> conversation(ConversationLine read) {
        return read.id() == null || read.messages() == null
                ? Optional.empty()
                : Optional.of(ImportedConversation.ofLines(
                        read.id(),
                        Optional.ofNullable(read.title()),
                        read.messages().stream()
                                .filter(Objects::nonNull)
                                .map(ConversationLines::line)
                                .toList()));
    }

    private static ImportedConversation.Line line(MessageLine read) {
        return new ImportedConversation.Line(
                Optional.ofNullable(read.id()),
                Optional.ofNullable(read.parentId()),
                role(read.role()),
                Content.of(read.text() == null ? "" : read.text()),
                Optional.empty(),
                Optional.ofNullable(read.createdAt()));
    }

    private static Optional<MessageRole> role(@Nullable String name) {
        return switch (name) {
            case "user" -> Optional.of(MessageRole.USER);
            case "assistant" -> Optional.of(MessageRole.ASSISTANT);
            case "system" -> Optional.of(MessageRole.SYSTEM);
            case null, default -> Optional.empty();
        };
    }
}
