package bot.conversational.application.tasks;

import bot.conversational.domain.erasure.UserCache;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * {@code POST /tasks/clear-caches?user=ID}: removes what Redis has of a user but the sessions. It comes back from
 * PostgreSQL; the user's limits begin anew.
 */
public final class ClearCachesTask extends Task {

    private final Set<UserCache> caches;

    public ClearCachesTask(Set<UserCache> caches) {
        super("clear-caches");
        this.caches = Set.copyOf(caches);
    }

    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) {
        UserId user = user(parameters.getOrDefault("user", List.of()));
        caches.forEach(cache -> cache.clear(user));
        output.println("cleared: caches of user " + user);
    }

    private static UserId user(List<String> ids) {
        try {
            return new UserId(UUID.fromString(ids.size() == 1 ? ids.getFirst() : ""));
        } catch (IllegalArgumentException noId) {
            throw new DomainException.Invalid("user", "must be the id of one user");
        }
    }
}
