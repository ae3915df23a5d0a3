package bot.conversational.adapters.redis;

import bot.conversational.adapters.json.StoredParts;
import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.CachedAnswer;
import bot.conversational.domain.chat.context.ContextHash;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.context.WriteId;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderPrompt;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.user.UserId;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The format of conversations and answers in Redis. Unknown fields are ignored, so that the next version may add some;
 * an unreadable entry is empty.
 */
final class ContextJson {

    /** Not a buffer for each thread: most threads live for one call. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
            .build();

    private static final JsonMapper JSON = JsonMapper.builder(FACTORY)
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record StateJson(
            UUID id,
            UUID user,
            @JsonUnwrapped ConversationSettings settings,
            int messageCount,
            @JsonProperty(required = true) long createdMicros,
            @JsonProperty(required = true) long updatedMicros,
            long version,
            long lastSeq,
            @Nullable UUID headId,
            long headSeq,
            String headChain,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UUID write,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> tags,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            FolderJson folder) {}

    /** The folder that a conversation is in, with what it says. */
    private record FolderJson(
            UUID id, @Nullable UUID revision, @Nullable String prompt, int tokens) {}

    /** An answer of a version that knew no finish reason may have been cut, so it counts as unreadable. */
    private record AnswerJson(
            UUID owner,
            @JsonProperty(required = true) int questionTokens,
            String content,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String parts,

            @JsonProperty(required = true) int tokens,
            String model,
            @Nullable TokenUsage usage,
            @JsonProperty(required = true) FinishReason finish) {}

    private static final ObjectReader STATE = JSON.readerFor(StateJson.class);
    private static final ObjectReader ANSWER = JSON.readerFor(AnswerJson.class);

    private interface Reading<T> {
        T read() throws JsonProcessingException;
    }

    private ContextJson() {}

    static String write(ConversationState state) {
        Conversation c = state.conversation();
        return json(new StateJson(
                c.id().value(),
                c.user().value(),
                c.settings(),
                c.messageCount(),
                MessageText.micros(c.createdAt()),
                MessageText.micros(c.updatedAt()),
                c.version(),
                state.lastSeq(),
                state.head().id().map(MessageId::value).orElse(null),
                state.head().seq(),
                state.head().hash().toString(),
                state.write().map(WriteId::value).orElse(null),
                c.filing().tags().isEmpty() ? null : c.filing().tags().texts(),
                c.filing().folder().map(id -> folder(id, state.folder())).orElse(null)));
    }

    private static FolderJson folder(FolderId id, Optional<FolderPrompt> says) {
        return new FolderJson(
                id.value(),
                says.map(FolderPrompt::revision).orElse(null),
                says.flatMap(FolderPrompt::text).orElse(null),
                says.map(FolderPrompt::tokens).orElse(0));
    }

    private static Optional<FolderPrompt> says(@Nullable FolderJson folder) {
        return folder == null || folder.revision() == null
                ? Optional.empty()
                : Optional.of(
                        new FolderPrompt(folder.revision(), Optional.ofNullable(folder.prompt()), folder.tokens()));
    }

    static String write(CachedAnswer answer) {
        return json(new AnswerJson(
                answer.owner().value(),
                answer.questionTokens(),
                answer.content().text(),
                StoredParts.write(answer.content()).orElse(null),
                answer.tokens(),
                answer.model(),
                answer.usage().orElse(null),
                answer.finish()));
    }

    static Optional<ConversationState> readState(String json) {
        return reading(() -> {
            StateJson s = STATE.readValue(json);
            ConversationProgress progress = new ConversationProgress(
                    s.messageCount(),
                    MessageText.instant(s.createdMicros()),
                    MessageText.instant(s.updatedMicros()),
                    s.version());
            Filing filing = new Filing(
                    Optional.ofNullable(s.folder()).map(folder -> new FolderId(folder.id())),
                    s.tags() == null ? Tags.NONE : Tags.of(s.tags()));
            Conversation conversation =
                    new Conversation(new ConversationId(s.id()), new UserId(s.user()), s.settings(), filing, progress);
            BranchHead head = new BranchHead(
                    Optional.ofNullable(s.headId()).map(MessageId::new), s.headSeq(), ContextHash.parse(s.headChain()));
            return new ConversationState(
                    conversation,
                    s.lastSeq(),
                    head,
                    Optional.ofNullable(s.write()).map(WriteId::new),
                    says(s.folder()));
        });
    }

    static Optional<List<ContextMessage>> readMessages(ConversationState state, Object written) {
        return reading(() -> {
            List<ContextMessage> messages = new ArrayList<>();
            for (Object message : (List<?>) written) {
                messages.add(MessageText.read(state.conversation().id(), (String) message));
            }
            return messages;
        });
    }

    static Optional<CachedAnswer> readAnswer(String json) {
        return reading(() -> {
            AnswerJson a = ANSWER.readValue(json);
            return new CachedAnswer(
                    new UserId(a.owner()),
                    a.questionTokens(),
                    StoredParts.read(a.content(), Optional.ofNullable(a.parts())),
                    a.tokens(),
                    a.model(),
                    Optional.ofNullable(a.usage()),
                    a.finish());
        });
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of plain values can always be written", e);
        }
    }

    /** Whatever the error: an unreadable cache entry is no entry. */
    private static <T> Optional<T> reading(Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (JsonProcessingException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
