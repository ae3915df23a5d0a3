package bot.conversational.domain.chat.context;

import static bot.conversational.domain.chat.ChatSamples.context;
import static bot.conversational.domain.chat.ChatSamples.next;
import static bot.conversational.domain.chat.ChatSamples.plus;
import static bot.conversational.domain.chat.ChatSamples.tail;
import static bot.conversational.domain.chat.ChatSamples.user;
import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.ContextCache.Lookup;
import bot.conversational.domain.chat.context.ContextCache.NewAnswer;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.PartSamples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ContextCache} keeps of messages and answers beside their text. */
public interface ContextCachePartsContract extends CacheContract {

    @Test
    default void replaceShouldKeepEveryKindOfPart() {
        ContextCache cache = cache();
        Context context = plusParts(plusParts(context(user(), 0, 0), PartSamples.question()), PartSamples.answer());
        cache.replace(context, Optional.empty());
        assertFound(cache, context);
    }

    @Test
    default void appendShouldKeepEveryKindOfPart() {
        ContextCache cache = cache();
        Context context = context(user(), 2, 10);
        cache.replace(context, Optional.empty());
        Context after = plusParts(context, PartSamples.results());
        cache.append(context.state(), after.state(), tail(after, 1), Optional.empty());
        assertFound(cache, after);
    }

    @Test
    default void answerShouldKeepPartsFinishAndUsage() {
        ContextCache cache = cache();
        Context context = context(user(), 2, 10);
        CachedAnswer answer = new CachedAnswer(
                context.state().conversation().user(),
                5,
                PartSamples.answer(),
                12,
                "a-model",
                Optional.of(new TokenUsage(10, 20, 3, 4)),
                FinishReason.STOP);
        cache.replace(context, Optional.of(new NewAnswer(context.state().tip(), WHY, answer)));
        assertThat(answerOf(cache, context)).contains(answer);
        assertThat(lookup(cache, context, WHY)).isEqualTo(new Lookup.AnswerFound(context.state(), answer));
    }

    private static Context plusParts(Context context, Content content) {
        ContextMessage plain = next(context, 10);
        Message message = plain.message();
        Message parted = content.equals(PartSamples.answer())
                ? message.with(content, message.status())
                : Message.question(message.id(), message.position(), content, message.createdAt());
        return plus(
                context,
                new ContextMessage(
                        parted, plain.tokens(), context.state().head().hash().plus(parted.role(), content)));
    }
}
