package bot.conversational.domain.chat.completion;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.completion.KnownCompletions.Known;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link KnownCompletions} does. */
public interface KnownCompletionsContract {

    KnownCompletions known();

    @Test
    default void answerShouldBeKnownToWhomItWasGiven() {
        UserId ada = new UserId(UUID.randomUUID());
        Digest request = Digest.of(List.of("why?"));
        Known answer = new Known("Because\nof | that. ü😀\n", "some/model:7b", new TokenUsage(5, 4, 3, 2));
        assertThat(known().find(ada, request)).isEmpty();
        known().keep(ada, request, answer);
        assertThat(known().find(ada, request)).contains(answer);
        assertThat(known().find(ada, Digest.of(List.of("when?")))).isEmpty();
        assertThat(known().find(new UserId(UUID.randomUUID()), request)).isEmpty();
    }
}
