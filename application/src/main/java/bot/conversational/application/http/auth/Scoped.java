package bot.conversational.application.http.auth;

import bot.conversational.domain.session.Scope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that an API key may make which has one of these scopes. One without this annotation is for sessions only; where
 * that is meant, {@link SessionOnly} says so.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Scoped {
    Scope[] value();
}
