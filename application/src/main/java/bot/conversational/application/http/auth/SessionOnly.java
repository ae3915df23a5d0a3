package bot.conversational.application.http.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that no API key may make, since it gives more than the key has: other keys, sessions, passwords, the end of an
 * account. It is what holds for every call that is not {@link Scoped}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface SessionOnly {}
