package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Pass;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Verified passes for tests: none is forgotten by itself. */
public final class InMemoryVerifiedPasses implements VerifiedPasses {

    private final Map<Pass.Name, Caller> callers = new ConcurrentHashMap<>();

    @Override
    public Optional<Caller> find(Pass.Name name) {
        return Optional.ofNullable(callers.get(name));
    }

    @Override
    public void remember(Pass pass) {
        callers.put(pass.name(), pass.caller());
    }

    @Override
    public void forget(Pass.Name name) {
        callers.remove(name);
    }
}
