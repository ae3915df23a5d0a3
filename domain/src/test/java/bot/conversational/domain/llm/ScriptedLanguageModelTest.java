package bot.conversational.domain.llm;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.llm.ScriptedLanguageModel.Step;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.shared.DomainException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ScriptedLanguageModelTest implements UnreliableLanguageModelContract {

    private final ScriptedLanguageModel model = new ScriptedLanguageModel();

    @Override
    public LanguageModel model() {
        return model;
    }

    @Override
    public LanguageModel breakingOffAfter(String delta) {
        return model.fail(new DomainException.ModelFailed("The model broke off.", null), delta);
    }

    @Override
    public LanguageModel silentAfter(String delta) {
        return model.script(new Step.Say(delta), new Step.WaitFor(new CompletableFuture<>()));
    }

    @Override
    public LanguageModel timingOutAfter(String delta) {
        return model.fail(new DomainException.ModelTimedOut("The model took too long.", null), delta);
    }

    @Test
    void generateShouldFollowTheScriptsInOrder() {
        List<Delta> deltas = new ArrayList<>();
        model.answer("one", " two").answer("three");

        model.generate(LanguageModelContract.prompt("first"), deltas::add, new Cancellation());
        model.generate(LanguageModelContract.prompt("second"), deltas::add, new Cancellation());

        assertThat(deltas).containsExactly(new Delta.Text("one"), new Delta.Text(" two"), new Delta.Text("three"));
        assertThat(model.prompts())
                .containsExactly(LanguageModelContract.prompt("first"), LanguageModelContract.prompt("second"));
    }
}
