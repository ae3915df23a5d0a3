package bot.conversational.application.http.auth;

import java.util.List;

/** The header fields of a call. */
@FunctionalInterface
public interface HeaderValues {

    /** All values of the fields of a name, in any case; none when there is no such field. */
    List<String> of(String name);
}
