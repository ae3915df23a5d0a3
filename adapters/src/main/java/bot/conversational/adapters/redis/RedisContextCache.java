package bot.conversational.adapters.redis;

import bot.conversational.domain.chat.context.CachedAnswer;
import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.context.WriteId;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Caches conversations and answers in Redis. Each method is one round trip. An unreadable entry counts as missing: the
 * store has the data.
 */
public final class RedisContextCache implements ContextCache {

    private static final LuaScript LOOKUP = LuaScript.named("lookup_conversation");
    private static final LuaScript REPLACE = LuaScript.named("replace_conversation");
    private static final LuaScript APPEND = LuaScript.named("append_conversation");
    private static final LuaScript FIND = LuaScript.named("find_conversation");
    private static final LuaScript ANSWER = LuaScript.named("find_answer");
    private static final LuaScript FORGET = LuaScript.named("forget_conversation");

    private final Redis redis;
    private final Duration conversationLife;
    private final Duration answerLife;
    private final AnswerScope scope;
    private final int tokenBudget;

    /**
     * @param conversationLife after the last write of a conversation
     * @param answerLife after the making of an answer
     * @param tokenBudget tokens of a conversation's messages that are cached, newest first
     */
    public RedisContextCache(
            Redis redis, Duration conversationLife, Duration answerLife, AnswerScope scope, int tokenBudget) {
        this.redis = redis;
        this.conversationLife = conversationLife;
        this.answerLife = answerLife;
        this.scope = scope;
        this.tokenBudget = tokenBudget;
    }

    @Override
    public Lookup lookup(UserId user, ConversationId conversation, Digest questionDigest) {
        List<String> keys = keys(user, conversation);
        List<String> arguments = List.of(RedisKeys.beforeTip(scope, user), RedisKeys.behindTip(questionDigest));
        Object found = redis.run(LOOKUP, keys, arguments);
        if (!(found instanceof List<?> parts) || !(parts.get(1) instanceof String stateJson)) {
            return new Lookup.Missing();
        }
        return state(user, conversation, stateJson)
                .flatMap(known -> parts.get(2) instanceof String answer
                        ? answerFound(user, known, answer)
                        : contextFound(known, parts.get(2)))
                .orElseGet(Lookup.Missing::new);
    }

    @Override
    public Optional<CachedAnswer> answer(UserId user, Digest tip, Digest questionDigest) {
        String key = RedisKeys.answer(scope, user, tip, questionDigest);
        return redis.run(ANSWER, List.of(key), List.of()) instanceof String json
                ? readAnswer(user, json)
                : Optional.empty();
    }

    @Override
    public void replace(Context context, Optional<NewAnswer> answer) {
        ConversationState state = context.state();
        List<ContextMessage> messages = Context.fitting(context.messages(), tokenBudget);
        List<String> arguments = new ArrayList<>(List.of(
                version(state),
                write(state),
                millis(conversationLife),
                json(answer),
                millis(answerLife),
                ContextJson.write(state),
                state.tip().toString(),
                Long.toString(
                        messages.stream().mapToLong(ContextMessage::tokens).sum())));
        messages.stream().map(MessageText::write).forEach(arguments::add);
        run(REPLACE, keys(state, answer), arguments);
    }

    @Override
    public void append(
            ConversationState before, ConversationState state, List<ContextMessage> added, Optional<NewAnswer> answer) {
        List<String> arguments = new ArrayList<>(List.of(
                version(before),
                write(before),
                version(state),
                write(state),
                millis(conversationLife),
                json(answer),
                millis(answerLife),
                ContextJson.write(state),
                state.tip().toString(),
                Integer.toString(tokenBudget)));
        added.stream().map(MessageText::write).forEach(arguments::add);
        run(APPEND, keys(state, answer), arguments);
    }

    @Override
    public Optional<Copy> find(UserId user, ConversationId conversation) {
        List<String> keys = keys(user, conversation);
        Object found = redis.run(FIND, keys, List.of());
        if (!(found instanceof List<?> parts) || !(parts.getFirst() instanceof String stateJson)) {
            return Optional.empty();
        }
        return state(user, conversation, stateJson)
                .flatMap(state -> ContextJson.readMessages(state, parts.get(1))
                        .map(messages -> new Copy(
                                state.conversation(),
                                messages.stream().map(ContextMessage::message).toList())));
    }

    @Override
    public void forget(UserId user, ConversationId conversation, long version) {
        run(FORGET, keys(user, conversation), List.of(Long.toString(version), millis(conversationLife)));
    }

    @Override
    public void forgetDeleted(UserId user, ConversationId conversation, long version) {
        List<String> keys = new ArrayList<>(keys(user, conversation));
        keys.add(RedisKeys.answersSince(user));
        run(FORGET, keys, List.of(Long.toString(version), millis(conversationLife)));
    }

    /** The key says whose it is already; the owner in the value guards against a key that was made wrongly. */
    private static Optional<ConversationState> state(UserId user, ConversationId conversation, String json) {
        return ContextJson.readState(json)
                .filter(known -> known.conversation().user().equals(user)
                        && known.conversation().id().equals(conversation));
    }

    private void run(LuaScript script, List<String> keys, List<String> arguments) {
        redis.run(script, keys, arguments);
    }

    private Optional<Lookup> answerFound(UserId user, ConversationState state, String json) {
        return readAnswer(user, json).map(answer -> new Lookup.AnswerFound(state, answer));
    }

    private static Optional<Lookup> contextFound(ConversationState state, Object messages) {
        return ContextJson.readMessages(state, messages).map(read -> new Lookup.ContextFound(new Context(state, read)));
    }

    /** The key says whose it is already; the owner in the value guards against a key that was made wrongly. */
    private Optional<CachedAnswer> readAnswer(UserId user, String json) {
        return ContextJson.readAnswer(json).filter(answer -> switch (scope) {
            case USER -> answer.owner().equals(user);
            case GLOBAL -> true;
        });
    }

    private static List<String> keys(UserId user, ConversationId conversation) {
        return List.of(RedisKeys.conversation(user, conversation), RedisKeys.messages(user, conversation));
    }

    private List<String> keys(ConversationState state, Optional<NewAnswer> answer) {
        Conversation conversation = state.conversation();
        List<String> keys = new ArrayList<>(keys(conversation.user(), conversation.id()));
        answer.ifPresent(kept -> {
            keys.add(RedisKeys.answer(scope, conversation.user(), kept.tip(), kept.question()));
            keys.add(RedisKeys.answersSince(kept.answer().owner()));
        });
        return keys;
    }

    private static String json(Optional<NewAnswer> answer) {
        return answer.map(kept -> ContextJson.write(kept.answer())).orElse("");
    }

    private static String version(ConversationState state) {
        return Long.toString(state.conversation().version());
    }

    private static String write(ConversationState state) {
        return state.write().map(WriteId::toString).orElse("");
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
