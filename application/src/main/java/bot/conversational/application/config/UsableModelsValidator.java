package bot.conversational.application.config;

import bot.conversational.application.config.ConfiguredModels.Mistake;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder;
import java.util.List;

/** Reports each mistake at its own key. */
public final class UsableModelsValidator implements ConstraintValidator<UsableModels, ConversationalBotConfiguration> {

    @Override
    public boolean isValid(ConversationalBotConfiguration configuration, ConstraintValidatorContext context) {
        if (!configuration.isComplete()) {
            return true; // what is missing is reported as such
        }
        context.disableDefaultConstraintViolation();
        List<Mistake> mistakes = configuration.configuredModels().mistakes();
        mistakes.forEach(mistake -> report(mistake, context));
        return mistakes.isEmpty();
    }

    private static void report(Mistake mistake, ConstraintValidatorContext context) {
        ConstraintViolationBuilder violation = context.buildConstraintViolationWithTemplate(mistake.message());
        mistake.entry()
                .index()
                .ifPresentOrElse(
                        index -> violation
                                .addPropertyNode("models")
                                .addPropertyNode(mistake.key())
                                .inIterable()
                                .atIndex(index)
                                .addConstraintViolation(),
                        () -> violation
                                .addPropertyNode("llm")
                                .addPropertyNode(mistake.key())
                                .addConstraintViolation());
    }
}
