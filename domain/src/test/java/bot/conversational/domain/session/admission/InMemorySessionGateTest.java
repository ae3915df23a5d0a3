package bot.conversational.domain.session.admission;

import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.shared.Outage;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

class InMemorySessionGateTest implements SessionGateContract, SessionGateLimitContract, SessionGateKeyContract {

    private @Nullable InMemorySessionGate gate;

    @Override
    public SessionGate gate(SessionLife life) {
        gate = new InMemorySessionGate(life, InstantSource.system());
        return gate;
    }

    @Override
    public Outage outage() {
        if (gate == null) {
            throw new IllegalStateException("there is no gate yet");
        }
        return gate.outage();
    }
}
