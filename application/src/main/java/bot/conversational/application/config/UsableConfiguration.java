package bot.conversational.application.config;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each language model can be asked, has a name of its own, and falls back to one that can take its place. Redis is where its
 * mode says, and what cannot be in a cluster is not asked of one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = UsableConfigurationValidator.class)
@interface UsableConfiguration {

    String message() default "has language models or a Redis that cannot be used";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
