package bot.conversational.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"What is a monad?|What is a monad?", "'  \n first line \n second '|first line", "a \t b|a b"})
    void titleFromShouldTakeTheFirstLine(String content, String title) {
        assertThat(Conversation.titleFrom(content)).isEqualTo(title);
    }

    @Test
    void titleFromShouldTakeTheFirstLineThatSaysSomething() {
        assertThat(Conversation.titleFrom("```python\nprint(1)\n```")).isEqualTo("print(1)");
        assertThat(Conversation.titleFrom("~~~\n\n---\nWhy?")).isEqualTo("Why?");
        assertThat(Conversation.titleFrom("## > - Plan")).isEqualTo("Plan");
        assertThat(Conversation.titleFrom("\u001B[1mBold\u0007\u2028next")).isEqualTo("[1mBold next");
        assertThat(Conversation.titleFrom("?!")).isEqualTo("?!");
        assertThat(Conversation.titleFrom("😀")).isEqualTo("😀");
        assertThat(Conversation.titleFrom("")).isEmpty();
    }

    @Test
    void titleFromShouldCutAtAWordWhenTheLineIsLong() {
        assertThat(Conversation.titleFrom("word ".repeat(40))).isEqualTo("word ".repeat(15) + "word…");
    }

    @Test
    void titleFromShouldCutAnywhereWhenThereIsNoWordToCutAt() {
        assertThat(Conversation.titleFrom("x".repeat(100))).isEqualTo("x".repeat(80) + "…");
        assertThat(Conversation.titleFrom("ab " + "x".repeat(100))).hasSize(81).endsWith("x…");
    }

    @Test
    void titleFromShouldNotHalveASurrogatePair() {
        String face = "\uD83D\uDE00";
        assertThat(Conversation.titleFrom(face.repeat(100))).isEqualTo(face.repeat(80) + "…");
    }
}
