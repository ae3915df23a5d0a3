package bot.conversational.adapters.llm.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.LanguageModelContract;
import bot.conversational.domain.llm.TokenUsage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OfflineLanguageModelTest implements LanguageModelContract {

    private final OfflineLanguageModel model = new OfflineLanguageModel(String::length);

    @Override
    public LanguageModel model() {
        return model;
    }

    @Test
    void generateShouldSayWhatItIsAndQuoteTheQuestion() {
        Completion completion = ask("What is\n\n the   matter?");

        assertThat(completion.content())
                .startsWith("This is the offline responder, not a language model")
                .contains("“What is the matter?”");
        assertThat(completion.model()).isEqualTo("offline");
    }

    @Test
    void generateShouldAnswerTheSameWhenAskedTheSame() {
        assertThat(ask("Why?")).isEqualTo(ask("Why?"));
    }

    @Test
    void generateShouldQuoteTheBeginningWhenTheQuestionIsLong() {
        assertThat(ask("🚀".repeat(300)).content()).contains("“" + "🚀".repeat(200) + "…”");
    }

    @Test
    void generateShouldCountPromptAndAnswer() {
        Completion completion = ask("Why?");

        // "Be brief.", "Hello", "Hello." and "Why?"
        assertThat(completion.usage())
                .isEqualTo(Optional.of(new TokenUsage(24, completion.content().length())));
    }

    private Completion ask(String question) {
        return model.generate(LanguageModelContract.prompt(question), delta -> {}, new Cancellation());
    }
}
