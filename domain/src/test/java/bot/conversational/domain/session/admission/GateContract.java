package bot.conversational.domain.session.admission;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.ratelimit.LimitPolicy;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.admission.SessionGate.Admission;
import java.time.Duration;

/** What the contracts of the {@link SessionGate} need of whoever keeps it. */
interface GateContract {

    SessionLife LIFE = new SessionLife(Duration.ofMinutes(30), Duration.ofDays(30));
    RateLimit LIMIT = new RateLimit(LimitPolicy.API, 60, 10);

    SessionGate gate(SessionLife life);

    default Admission.Known known(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Known.class);
        return (Admission.Known) admission;
    }
}
