package bot.conversational.domain.chat.completion;

import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link KnownCompletions} in memory. */
public final class InMemoryKnownCompletions implements KnownCompletions {

    private record Place(UserId user, Digest request) {}

    private final Map<Place, Known> answers = new ConcurrentHashMap<>();

    @Override
    public Optional<Known> find(UserId user, Digest request) {
        return Optional.ofNullable(answers.get(new Place(user, request)));
    }

    @Override
    public void keep(UserId user, Digest request, Known answer) {
        answers.put(new Place(user, request), answer);
    }
}
