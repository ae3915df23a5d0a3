package bot.conversational.domain.chat.context;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cache for tests, with a switch to take it away. Its answers are their user's only. */
public final class InMemoryContextCache implements ContextCache {

    private record Key(UserId user, ConversationId conversation) {}

    private record AnswerKey(UserId user, Digest tip, Digest question) {}

    private final int tokenBudget;
    private final Map<Key, Context> contexts = new HashMap<>();
    private final Map<Key, Long> forgotten = new HashMap<>();
    private final Map<AnswerKey, CachedAnswer> answers = new HashMap<>();
    private final Set<ConversationId> poisoned = new HashSet<>();
    private boolean away;

    public InMemoryContextCache(int tokenBudget) {
        this.tokenBudget = tokenBudget;
    }

    /** The version up to which a conversation is kept out. */
    public synchronized Optional<Long> forgottenAt(UserId user, ConversationId conversation) {
        return Optional.ofNullable(forgotten.get(new Key(user, conversation)));
    }

    /** Takes the cache away until the outage is closed. */
    public synchronized Outage outage() {
        away = true;
        return () -> {
            synchronized (this) {
                away = false;
            }
        };
    }

    @Override
    public synchronized Lookup lookup(UserId user, ConversationId conversation, Digest questionDigest) {
        Optional<Context> context = Optional.ofNullable(contexts().get(new Key(user, conversation)));
        return context.<Lookup>flatMap(known -> answer(user, known.state().tip(), questionDigest)
                        .map(answer -> new Lookup.AnswerFound(known.state(), answer)))
                .or(() -> context.map(Lookup.ContextFound::new))
                .orElseGet(Lookup.Missing::new);
    }

    @Override
    public synchronized Optional<CachedAnswer> answer(UserId user, Digest tip, Digest questionDigest) {
        contexts();
        return Optional.ofNullable(answers.get(new AnswerKey(user, tip, questionDigest)));
    }

    @Override
    public synchronized void replace(Context context, Optional<NewAnswer> answer) {
        Key key = key(context.state());
        if (knownVersion(key) <= version(context.state()) && !isForgotten(key, context.state())) {
            contexts().put(key, new Context(context.state(), Context.fitting(context.messages(), tokenBudget)));
            keep(answer);
        }
    }

    @Override
    public synchronized void append(
            ConversationState before, ConversationState state, List<ContextMessage> added, Optional<NewAnswer> answer) {
        Key key = key(state);
        Context known = contexts().get(key);
        if (knownVersion(key) > version(state) || isForgotten(key, state)) {
            return;
        }
        keep(answer);
        if (known != null && isSame(known.state(), before)) {
            List<ContextMessage> messages = new ArrayList<>(known.messages());
            messages.addAll(added);
            contexts.put(key, new Context(state, Context.fitting(messages, tokenBudget)));
        } else if (known != null && !isSame(known.state(), state)) {
            contexts.remove(key);
        }
    }

    @Override
    public synchronized Optional<Copy> find(UserId user, ConversationId conversation) {
        return Optional.ofNullable(contexts().get(new Key(user, conversation)))
                .map(known -> new Copy(
                        known.state().conversation(),
                        known.messages().stream().map(ContextMessage::message).toList()));
    }

    /** Refuses to forget a conversation from now on. */
    public synchronized void poison(ConversationId conversation) {
        poisoned.add(conversation);
    }

    @Override
    public synchronized void forget(UserId user, ConversationId conversation, long version) {
        if (poisoned.contains(conversation)) {
            throw new DomainException.Broken("The entry is of another type.", null);
        }
        contexts().remove(new Key(user, conversation));
        forgotten.merge(new Key(user, conversation), version, Math::max);
    }

    @Override
    public synchronized void forgetDeleted(UserId user, ConversationId conversation, long version) {
        forget(user, conversation, version);
        answers.keySet().removeIf(key -> key.user().equals(user));
    }

    private void keep(Optional<NewAnswer> answer) {
        answer.ifPresent(
                kept -> answers.put(new AnswerKey(kept.answer().owner(), kept.tip(), kept.question()), kept.answer()));
    }

    private boolean isForgotten(Key key, ConversationState state) {
        return version(state) <= forgotten.getOrDefault(key, -1L);
    }

    private long knownVersion(Key key) {
        Context known = contexts().get(key);
        return known == null ? -1 : version(known.state());
    }

    private Map<Key, Context> contexts() {
        if (away) {
            throw new DomainException.Unavailable("The conversation cache is away.", null);
        }
        return contexts;
    }

    private static boolean isSame(ConversationState one, ConversationState other) {
        return version(one) == version(other) && one.write().equals(other.write());
    }

    private static long version(ConversationState state) {
        return state.conversation().version();
    }

    private static Key key(ConversationState state) {
        Conversation conversation = state.conversation();
        return new Key(conversation.user(), conversation.id());
    }
}
