package bot.conversational.domain.llm;

import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an answer is wanted.
 *
 * @param model empty: the conversation's
 */
public record GenerationOptions(Optional<String> model, Sampling sampling, AnswerForm form) {

    /** As the conversation and the provider have it. */
    public static final GenerationOptions NONE =
            new GenerationOptions(Optional.empty(), Sampling.NONE, AnswerForm.FREE);

    public GenerationOptions {
        model.ifPresent(name -> Text.checked("model", name, 1, ModelCatalog.MAX_NAME));
    }

    /** With neither tools nor a format. */
    public static GenerationOptions of(
            Optional<String> model, Optional<Double> temperature, Optional<Integer> maxTokens) {
        return new GenerationOptions(model, Sampling.of(temperature, maxTokens), AnswerForm.FREE);
    }

    /** The same with another form: an answer is made again in the form in which it was first wanted. */
    public GenerationOptions in(AnswerForm first) {
        return new GenerationOptions(model, sampling, first);
    }

    public Digest digest() {
        return Digest.of(texts());
    }

    /** All of it, for a digest; short when nothing unusual is wanted. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        texts.add(model.orElse(""));
        texts.addAll(sampling.texts());
        texts.addAll(form.texts());
        return texts;
    }
}
