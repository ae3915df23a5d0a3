package bot.conversational.adapters.redis;

import bot.conversational.adapters.json.StoredParts;
import bot.conversational.domain.chat.context.ContextHash;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.GenerationInfo;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * How messages of cached conversations are written in Redis: a line of fields with a space between, then the content's
 * text as it is. Each turn reads a whole context of them, and JSON costs several times as much to read.
 *
 * <p>The fields: tokens (first, for scripts), id, seq, parent, role, status, model, cached, prompt tokens, completion
 * tokens, latency in nanoseconds, feedback, microseconds since 1970, context hash, cached tokens, reasoning tokens,
 * finish reason, parts in JSON; {@code -} for an absent one. Further fields, from a later version, are ignored. A text
 * without the last ones is not read: the version that wrote it did not know whether the message has parts.
 */
final class MessageText {

    private static final String ABSENT = "-";

    private MessageText() {}

    static String write(ContextMessage message) {
        Message m = message.message();
        String header = String.join(
                " ",
                Integer.toString(message.tokens()),
                m.id().toString(),
                Long.toString(m.seq()),
                field(m.parentId()),
                m.role().name(),
                m.status().name(),
                field(m.model().map(MessageText::encoded)),
                Boolean.toString(m.cached()),
                field(m.usage().map(TokenUsage::promptTokens)),
                field(m.usage().map(TokenUsage::completionTokens)),
                field(m.latency().map(Duration::toNanos)),
                field(m.feedback()),
                Long.toString(micros(m.createdAt())),
                message.hash().toString(),
                field(m.usage().map(TokenUsage::cachedTokens)),
                field(m.usage().map(TokenUsage::reasoningTokens)),
                field(m.finish()),
                field(StoredParts.write(m.body()).map(MessageText::withoutSpaces)));
        return header + "\n" + m.content();
    }

    /** @throws RuntimeException of some kind when it is not such a text */
    static ContextMessage read(ConversationId conversation, String text) {
        int end = text.indexOf('\n');
        String[] fields = text.substring(0, end).split(" ");
        TreePosition position =
                new TreePosition(conversation, Long.parseLong(fields[2]), optional(fields[3], MessageText::messageId));
        GenerationInfo generation = new GenerationInfo(
                MessageStatus.valueOf(fields[5]),
                optional(fields[16], FinishReason::valueOf),
                optional(fields[6], MessageText::decoded),
                Boolean.parseBoolean(fields[7]),
                optional(fields[8], prompt -> usage(prompt, fields[9], fields[14], fields[15])),
                optional(fields[10], nanos -> Duration.ofNanos(Long.parseLong(nanos))));
        Message message = new Message(
                messageId(fields[1]),
                position,
                MessageRole.valueOf(fields[4]),
                StoredParts.read(text.substring(end + 1), optional(fields[17], Function.identity())),
                generation,
                optional(fields[11], Rating::valueOf),
                instant(Long.parseLong(fields[12])));
        return new ContextMessage(message, Integer.parseInt(fields[0]), ContextHash.parse(fields[13]));
    }

    /** As exact as the store is. */
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static TokenUsage usage(String prompt, String completion, String cached, String reasoning) {
        return new TokenUsage(
                Integer.parseInt(prompt),
                Integer.parseInt(completion),
                Integer.parseInt(cached),
                Integer.parseInt(reasoning));
    }

    private static MessageId messageId(String id) {
        return new MessageId(UUID.fromString(id));
    }

    private static String field(Optional<?> value) {
        return value.map(Object::toString).orElse(ABSENT);
    }

    private static <T> Optional<T> optional(String field, Function<String, T> read) {
        return field.equals(ABSENT) ? Optional.empty() : Optional.of(read.apply(field));
    }

    /** JSON has spaces only within strings, and ends of lines nowhere. */
    private static String withoutSpaces(String json) {
        return json.replace(" ", "\\u0020");
    }

    /** Without a space or the end of a line, whatever a model is called; "-" is not absent. */
    private static String encoded(String model) {
        return model.equals(ABSENT) ? "%2D" : URLEncoder.encode(model, StandardCharsets.UTF_8);
    }

    private static String decoded(String model) {
        return URLDecoder.decode(model, StandardCharsets.UTF_8);
    }
}
