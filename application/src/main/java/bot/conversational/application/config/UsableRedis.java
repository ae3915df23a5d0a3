package bot.conversational.application.config;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Redis is where its mode says, and what cannot be in a cluster is not asked of one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = UsableRedisValidator.class)
@interface UsableRedis {

    String message() default "has a Redis that cannot be used";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
