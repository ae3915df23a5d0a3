package bot.conversational.application.http.problem;

import bot.conversational.domain.shared.DomainException;
import java.util.Map;

/** The failure of an earlier call, which is told again to a call that repeats it. */
public final class ReplayedFailure extends RuntimeException {

    private final DomainException failure;
    private final transient Map<String, String> headers;

    /** @param headers that say so */
    public ReplayedFailure(DomainException failure, Map<String, String> headers) {
        super(failure);
        this.failure = failure;
        this.headers = headers;
    }

    DomainException failure() {
        return failure;
    }

    Map<String, String> headers() {
        return headers;
    }
}
