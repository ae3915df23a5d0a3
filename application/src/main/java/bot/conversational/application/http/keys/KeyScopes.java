package bot.conversational.application.http.keys;

import bot.conversational.domain.session.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the scopes of a body. */
final class KeyScopes {

    private KeyScopes() {}

    /** Those that are named, or the usual ones; see {@link Scope#read}. */
    static Set<Scope> read(@Nullable List<String> words, Set<Scope> allowed) {
        return Optional.ofNullable(words)
                .map(named -> Scope.read(named, allowed))
                .orElse(Scope.USUAL);
    }
}
