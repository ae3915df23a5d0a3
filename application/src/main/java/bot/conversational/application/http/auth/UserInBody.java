package bot.conversational.application.http.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call whose body may name the user whom a service acts for, in a field that {@code config.yml} names. Its method calls
 * {@link CallerPrincipal#named} before anything else.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface UserInBody {}
