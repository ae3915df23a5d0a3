package bot.conversational.domain.chat.context;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.ChatSamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContextTest {

    private final List<ContextMessage> messages =
            ChatSamples.context(ChatSamples.user(), 5, 10).messages();

    @Test
    void fittingShouldKeepTheNewestThatFit() {
        assertThat(Context.fitting(messages, 30)).isEqualTo(messages.subList(2, 5));
        assertThat(Context.fitting(messages, 39)).isEqualTo(messages.subList(2, 5));
        assertThat(Context.fitting(messages, 40)).isEqualTo(messages.subList(1, 5));
    }

    @Test
    void fittingShouldKeepAllWhenTheBudgetIsLarge() {
        assertThat(Context.fitting(messages, 1000)).isEqualTo(messages);
    }

    @Test
    void fittingShouldKeepTheNewestWhenNotEvenThatFits() {
        assertThat(Context.fitting(messages, 9)).isEqualTo(messages.subList(4, 5));
        assertThat(Context.fitting(messages, 0)).isEqualTo(messages.subList(4, 5));
    }

    @Test
    void fittingShouldBeEmptyWhenThereIsNoMessage() {
        assertThat(Context.fitting(List.of(), 100)).isEmpty();
    }

    @Test
    void tipShouldDependOnHeadModelAndSystemPrompt() {
        Context one = ChatSamples.context(ChatSamples.user(), 1, 1);
        Context two = ChatSamples.plus(one, ChatSamples.next(one, 1));
        assertThat(one.state().tip())
                .isNotEqualTo(two.state().tip())
                .isNotEqualTo(one.state().head().hash());
        assertThat(ChatSamples.atVersion(one, 99).state().tip())
                .isEqualTo(one.state().tip());
    }
}
