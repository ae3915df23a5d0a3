package bot.conversational.application.http.auth;

import java.util.Optional;

/** The body of a call, as far as it may name the user whom a service acts for. */
@FunctionalInterface
public interface BodyField {

    /** The text of a field of the outermost object; empty when there is none, or it is no text. */
    Optional<String> text(String name);
}
