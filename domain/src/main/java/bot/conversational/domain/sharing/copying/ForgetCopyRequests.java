package bot.conversational.domain.sharing.copying;

import java.time.Duration;
import java.time.InstantSource;

/** Forgets requests for copies whose keys nobody may repeat any more. */
public final class ForgetCopyRequests {

    /** Keys are good for 24 hours at least. */
    private static final Duration KEPT = Duration.ofHours(25);

    private final CopyRequests requests;
    private final InstantSource clock;

    public ForgetCopyRequests(CopyRequests requests, InstantSource clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /** Returns whether there may be more. */
    public boolean runOnce() {
        return requests.forget(clock.instant().minus(KEPT));
    }
}
