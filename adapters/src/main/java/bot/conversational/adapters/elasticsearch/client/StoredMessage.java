package bot.conversational.adapters.elasticsearch.client;

import bot.conversational.adapters.json.StoredParts;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.GenerationInfo;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.indexing.MessageDocument;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.search.text.Fit;
import bot.conversational.domain.search.text.TextWords;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as its document's source has it, field by field as in the mappings.
 *
 * @param words of the content in their order; this and the next four are indexed, but not stored in the source
 * @param parts other ways to write words, as of {@link TextWords#variants}
 * @param twice words that occur so often
 * @param often words that occur four times
 * @param brevity by which its score is multiplied
 * @param messageParts those of the message, in JSON; stored, but not indexed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredMessage(
        String userId,
        String messageId,
        String conversationId,
        long seq,
        @Nullable String parentId,
        String role,
        String content,
        @Nullable String words,
        @Nullable List<String> parts,
        @Nullable List<String> twice,
        @Nullable List<String> often,
        @Nullable Integer brevity,
        @Nullable String messageParts,
        @Nullable String title,
        String status,
        @Nullable String finishReason,
        @Nullable String model,
        boolean cached,
        @Nullable Integer promptTokens,
        @Nullable Integer completionTokens,
        @Nullable Integer cachedTokens,
        @Nullable Integer reasoningTokens,
        @Nullable Long latencyMs,
        @Nullable String feedback,
        boolean archived,
        @Nullable String folderId,
        @Nullable List<String> tags,
        long createdAt) {

    // Two quotes and a comma.
    private static final int JSON_BESIDE_TEXT = 3;

    public static StoredMessage of(MessageDocument document) {
        Message message = document.message();
        TextWords words = TextWords.of(message.content());
        return new StoredMessage(
                document.user().toString(),
                message.id().toString(),
                message.conversationId().toString(),
                message.seq(),
                message.parentId().map(MessageId::toString).orElse(null),
                name(message.role()),
                message.content(),
                words.words(),
                words.variants(),
                words.repeated(Fit.TWICE),
                words.repeated(Fit.OFTEN),
                words.brevity(),
                StoredParts.write(message.body()).orElse(null),
                document.title().orElse(null),
                name(message.status()),
                message.finish().map(FinishReason::label).orElse(null),
                message.model().orElse(null),
                message.cached(),
                message.usage().map(TokenUsage::promptTokens).orElse(null),
                message.usage().map(TokenUsage::completionTokens).orElse(null),
                message.usage().map(TokenUsage::cachedTokens).orElse(null),
                message.usage().map(TokenUsage::reasoningTokens).orElse(null),
                message.latency().map(Duration::toMillis).orElse(null),
                message.feedback().map(StoredMessage::name).orElse(null),
                document.archived(),
                document.filing().folder().map(FolderId::toString).orElse(null),
                document.filing().tags().isEmpty()
                        ? null
                        : document.filing().tags().texts(),
                message.createdAt().toEpochMilli());
    }

    public Message message() {
        TreePosition position = new TreePosition(
                new ConversationId(UUID.fromString(conversationId)),
                seq,
                Optional.ofNullable(parentId).map(UUID::fromString).map(MessageId::new));
        GenerationInfo generation = new GenerationInfo(
                value(MessageStatus.class, status),
                Optional.ofNullable(finishReason).map(FinishReason::of),
                Optional.ofNullable(model),
                cached,
                usage(),
                Optional.ofNullable(latencyMs).map(Duration::ofMillis));
        return new Message(
                new MessageId(UUID.fromString(messageId)),
                position,
                value(MessageRole.class, role),
                StoredParts.read(content, Optional.ofNullable(messageParts)),
                generation,
                Optional.ofNullable(feedback).map(name -> value(Rating.class, name)),
                Instant.ofEpochMilli(createdAt));
    }

    /** Where the conversation is kept. */
    public Filing filing() {
        return new Filing(
                Optional.ofNullable(folderId).map(UUID::fromString).map(FolderId::new),
                tags == null ? Tags.NONE : Tags.of(tags));
    }

    /** How long the texts are. */
    public int chars() {
        return content.length() + (messageParts == null ? 0 : messageParts.length());
    }

    /** How long everything is that is sent to be indexed. */
    public int sentChars() {
        return chars()
                + (words == null ? 0 : words.length())
                + (parts == null
                        ? 0
                        : parts.stream()
                                .mapToInt(it -> it.length() + JSON_BESIDE_TEXT)
                                .sum());
    }

    private Optional<TokenUsage> usage() {
        return promptTokens == null || completionTokens == null
                ? Optional.empty()
                : Optional.of(new TokenUsage(
                        promptTokens,
                        completionTokens,
                        Objects.requireNonNullElse(cachedTokens, 0),
                        Objects.requireNonNullElse(reasoningTokens, 0)));
    }

    /** How the index, and the facets made of it, name a value. */
    public static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E value(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }
}
