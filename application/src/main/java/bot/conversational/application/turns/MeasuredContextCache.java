package bot.conversational.application.turns;

import bot.conversational.application.health.MetricSource;
import bot.conversational.domain.chat.context.CachedAnswer;
import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Optional;

/** Counts how often the cache has what turns ask it for. */
public final class MeasuredContextCache implements ContextCache, MetricSource {

    private final ContextCache cache;
    private final Counter lookups = Counter.builder()
            .name("cache_lookups_total")
            .help("Lookups of turns in a cache: contexts of conversations, and responses of models.")
            .labelNames("cache", "result")
            .build();
    private final Results contexts = new Results("context");
    private final Results responses = new Results("response");

    public MeasuredContextCache(ContextCache cache) {
        this.cache = cache;
    }

    private final class Results {

        private final CounterDataPoint hit;
        private final CounterDataPoint miss;
        private final CounterDataPoint unavailable;

        Results(String name) {
            hit = lookups.labelValues(name, "hit");
            miss = lookups.labelValues(name, "miss");
            unavailable = lookups.labelValues(name, "unavailable");
        }
    }

    @Override
    public void register(PrometheusRegistry registry) {
        registry.register(lookups);
    }

    @Override
    public Lookup lookup(UserId user, ConversationId conversation, Digest question) {
        try {
            Lookup found = cache.lookup(user, conversation, question);
            switch (found) {
                case Lookup.AnswerFound ignored -> {
                    contexts.hit.inc();
                    responses.hit.inc();
                }
                case Lookup.ContextFound ignored -> {
                    contexts.hit.inc();
                    responses.miss.inc();
                }
                // The response is asked for by itself when PostgreSQL has told the context.
                case Lookup.Missing ignored -> contexts.miss.inc();
            }
            return found;
        } catch (DomainException.Unavailable away) {
            contexts.unavailable.inc();
            throw away;
        }
    }

    @Override
    public Optional<CachedAnswer> answer(UserId user, Digest tip, Digest question) {
        try {
            Optional<CachedAnswer> found = cache.answer(user, tip, question);
            (found.isPresent() ? responses.hit : responses.miss).inc();
            return found;
        } catch (DomainException.Unavailable away) {
            responses.unavailable.inc();
            throw away;
        }
    }

    @Override
    public void replace(Context context, Optional<NewAnswer> answer) {
        cache.replace(context, answer);
    }

    @Override
    public void append(
            ConversationState before, ConversationState state, List<ContextMessage> added, Optional<NewAnswer> answer) {
        cache.append(before, state, added, answer);
    }

    @Override
    public Optional<Copy> find(UserId user, ConversationId conversation) {
        return cache.find(user, conversation);
    }

    @Override
    public void forget(UserId user, ConversationId conversation, long version) {
        cache.forget(user, conversation, version);
    }

    @Override
    public void forgetDeleted(UserId user, ConversationId conversation, long version) {
        cache.forgetDeleted(user, conversation, version);
    }
}
