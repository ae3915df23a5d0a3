package bot.conversational.application.http.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that strangers may make, and that gives more to those who have logged in. Who sends a token is admitted by it,
 * as {@link Scoped} says, and then is the user principal of the call.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MayLogIn {}
