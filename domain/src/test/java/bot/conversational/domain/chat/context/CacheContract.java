package bot.conversational.domain.chat.context;

import static bot.conversational.domain.chat.ChatSamples.answer;
import static bot.conversational.domain.chat.ChatSamples.question;
import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.ContextCache.Lookup;
import bot.conversational.domain.chat.context.ContextCache.NewAnswer;
import bot.conversational.domain.shared.Digest;
import java.util.Optional;

/** What the contracts of the {@link ContextCache} need of whoever keeps it. */
interface CacheContract {

    /** Of the caches under test. */
    int TOKEN_BUDGET = 100;

    Digest WHY = question("Why?");

    ContextCache cache();

    default void assertFound(ContextCache cache, Context context) {
        assertThat(lookup(cache, context, question("What nobody asked"))).isEqualTo(new Lookup.ContextFound(context));
    }

    default Lookup lookup(ContextCache cache, Context context, Digest question) {
        return cache.lookup(
                context.state().conversation().user(),
                context.state().conversation().id(),
                question);
    }

    default Optional<CachedAnswer> answerOf(ContextCache cache, Context context) {
        return cache.answer(
                context.state().conversation().user(), context.state().tip(), WHY);
    }

    default NewAnswer answerTo(Context context) {
        return new NewAnswer(
                context.state().tip(),
                WHY,
                answer(context.state().conversation().user()));
    }
}
