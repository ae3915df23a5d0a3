package bot.conversational.adapters.postgres.turns;

import bot.conversational.adapters.json.StoredForm;
import bot.conversational.adapters.json.StoredParts;
import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.WriteId;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.folder.FolderPrompt;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A turn as the statements in {@code sql/turns} read it: one JSON object, without the fields that are null. */
final class TurnJson implements AutoCloseable {

    /** Not a buffer for each thread: most threads live for one call. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
            .build();

    private final StringWriter text = new StringWriter(2_048);
    private final JsonGenerator json;

    private TurnJson() throws IOException {
        json = JSON.createGenerator(text);
        json.writeStartObject();
    }

    /** A turn that begins. */
    static String asked(NewTurn turn) {
        return write(row -> row.turn(turn, turn.answerParent()));
    }

    /** A turn that begins and ends with an answer that is known. */
    static String known(NewTurn turn, ContextMessage answer) {
        return write(row -> {
            row.turn(turn, BranchHead.of(answer));
            row.answer(answer);
        });
    }

    /** A turn that ends. */
    static String ended(UserId user, ConversationId conversation, int attempt, ContextMessage answer) {
        return write(row -> {
            row.put("user_id", user);
            row.put("conversation_id", conversation);
            row.put("write_id", WriteId.of(BranchHead.of(answer)));
            row.put("id", answer.message().id());
            row.put("attempt", attempt);
            row.put("answer_seq", answer.message().seq());
            row.answer(answer);
        });
    }

    private interface Content {
        void write(TurnJson row) throws IOException;
    }

    private static String write(Content content) {
        try (TurnJson row = new TurnJson()) {
            content.write(row);
            row.json.writeEndObject();
            row.json.flush();
            return row.text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("into a string", e);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    /** @param head the newest message that the write leaves */
    private void turn(NewTurn turn, BranchHead head) throws IOException {
        Conversation before = turn.before().conversation();
        put("user_id", before.user());
        put("conversation_id", before.id());
        put("version", before.version());
        put("seen_write", turn.before().write());
        put("folder_revision", turn.before().folder().map(FolderPrompt::revision));
        put("write_id", WriteId.of(head));
        put("added", turn.added());
        put("title", turn.title());
        json.writeBooleanField(
                "titled", before.title().isEmpty() && turn.title().isPresent());
        put("id", turn.answerId());
        put("answer_seq", turn.answerSeq());
        put("parent_id", turn.answerParent().id());
        put("parent_seq", seq(turn.answerParent()));
        put("model", turn.model());
        put("node", turn.node().name());
        put("epoch", turn.node().epoch());
        put("idempotency_key", turn.request().map(request -> request.key().value()));
        put("request_hash", turn.request().map(KeyedRequest::hash).map(TurnJson::bytea));
        put("started_at", turn.startedAt());
        if (turn.question().isPresent()) {
            question(turn.question().get(), turn.before().head(), turn.wanted());
        }
    }

    /** The question goes behind the head that the conversation was seen with. */
    private void question(ContextMessage question, BranchHead head, AnswerForm wanted) throws IOException {
        Message message = question.message();
        put("question_id", message.id());
        put("question_seq", message.seq());
        put("question_parent_id", message.parentId());
        put("question_parent_seq", seq(head));
        put("question_role", name(message.role()));
        put("question_content", message.content());
        parts("question_parts", message);
        put("question_wanted", StoredForm.write(wanted));
        put("question_status", name(message.status()));
        put("question_tokens", question.tokens());
        put("question_chain", bytea(question.hash().digest()));
        put("question_created_at", message.createdAt());
    }

    private void answer(ContextMessage answer) throws IOException {
        Message message = answer.message();
        put("answer_role", name(message.role()));
        put("answer_content", message.content());
        parts("answer_parts", message);
        put("answer_status", name(message.status()));
        put("finish_reason", message.finish().map(FinishReason::label));
        put("answer_model", message.model());
        json.writeBooleanField("answer_cached", message.cached());
        put("prompt_tokens", message.usage().map(TokenUsage::promptTokens));
        put("completion_tokens", message.usage().map(TokenUsage::completionTokens));
        put("cached_tokens", message.usage().map(TokenUsage::cachedTokens));
        put("reasoning_tokens", message.usage().map(TokenUsage::reasoningTokens));
        put("latency_ms", message.latency().map(Duration::toMillis));
        put("answer_tokens", answer.tokens());
        put("answer_chain", bytea(answer.hash().digest()));
        put("answer_created_at", message.createdAt());
    }

    private void parts(String name, Message message) throws IOException {
        Optional<String> parts = StoredParts.write(message.body());
        if (parts.isPresent()) {
            json.writeFieldName(name);
            json.writeRawValue(parts.get());
        }
    }

    /** JSON values as strings: ids, times, numbers and texts can all be read from one. */
    private void put(String name, Object value) throws IOException {
        if (!(value instanceof Optional<?> optional)) {
            json.writeStringField(name, value.toString());
        } else if (optional.isPresent()) {
            json.writeStringField(name, optional.get().toString());
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String bytea(Digest digest) {
        return "\\x" + digest;
    }

    private static Optional<Long> seq(BranchHead head) {
        return head.id().map(id -> head.seq());
    }
}
