package bot.conversational.adapters.postgres.conversations;

import bot.conversational.adapters.json.StoredParts;
import bot.conversational.adapters.postgres.database.Columns;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message from a row, whose columns are a {@code rating} and those of {@code sql/messages/parts/columns.sql}.
 * The content of a running answer is its log.
 */
public final class MessageRow {

    private MessageRow() {}

    /** The message, or empty where an outer join found none. */
    public static Optional<Message> readIfAny(ResultSet row) throws SQLException {
        return Columns.uuidIfAny(row, "id").isPresent() ? Optional.of(read(row)) : Optional.empty();
    }

    public static Message read(ResultSet row) throws SQLException {
        TreePosition position = new TreePosition(
                new ConversationId(Columns.uuid(row, "conversation_id")),
                row.getLong("seq"),
                Columns.uuidIfAny(row, "parent_id").map(MessageId::new));
        GenerationInfo generation = new GenerationInfo(
                Columns.constant(MessageStatus.class, row.getString("status")),
                Columns.text(row, "finish_reason").map(FinishReason::of),
                Columns.text(row, "model"),
                row.getBoolean("cached"),
                usage(row),
                Columns.number(row, "latency_ms").map(Duration::ofMillis));
        String text = row.getString("content");
        Message message = new Message(
                new MessageId(Columns.uuid(row, "id")),
                position,
                Columns.constant(MessageRole.class, row.getString("role")),
                StoredParts.read(text, Columns.json(row, "parts")),
                generation,
                Columns.text(row, "rating").map(name -> Columns.constant(Rating.class, name)),
                Columns.instant(row, "created_at"));
        return message.status() == MessageStatus.GENERATING ? message.withLog(text) : message;
    }

    /** The message, or empty where an outer join found none, from a row that has its tokens and context hash, too. */
    public static Optional<ContextMessage> readForContext(ResultSet row) throws SQLException {
        @Nullable Message message = readIfAny(row).orElse(null);
        return message == null
                ? Optional.empty()
                : Optional.of(new ContextMessage(message, row.getInt("tokens"), ContextHash.of(row.getBytes("chain"))));
    }

    private static Optional<TokenUsage> usage(ResultSet row) throws SQLException {
        int completion = row.getInt("completion_tokens");
        int cached = row.getInt("cached_tokens");
        int reasoning = row.getInt("reasoning_tokens");
        return Columns.integer(row, "prompt_tokens")
                .map(prompt -> new TokenUsage(prompt, completion, cached, reasoning));
    }
}
