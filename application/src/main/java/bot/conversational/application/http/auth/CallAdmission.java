package bot.conversational.application.http.auth;

import bot.conversational.application.http.metrics.AccessCounts;
import bot.conversational.application.http.overload.UserCalls;
import bot.conversational.domain.ratelimit.OwnLimits;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.session.admission.SessionAdmission;
import bot.conversational.domain.shared.DomainException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Authenticates callers and counts the call against their limit, in one step, and reports the limit in the fields of
 * the IETF's draft.
 */
public final class CallAdmission {

    static final String SCHEME = "Bearer";
    private static final String BEFORE_TOKEN = SCHEME + " ";

    private final SessionAdmission admission;
    private final RateLimit limit;
    private final OwnLimits own;
    private final UserCalls calls;
    private final AccessCounts counts;
    private final AccessCounts.Decisions decisions;
    private final Set<Scope> scopes;

    /**
     * Of calls that are for sessions only.
     *
     * @param limit that the calls count against
     * @param own of users for whom another limit holds
     * @param calls of each user that are under way
     */
    public CallAdmission(
            SessionAdmission admission, RateLimit limit, OwnLimits own, UserCalls calls, AccessCounts counts) {
        this(admission, limit, own, calls, counts, Set.of());
    }

    private CallAdmission(
            SessionAdmission admission,
            RateLimit limit,
            OwnLimits own,
            UserCalls calls,
            AccessCounts counts,
            Set<Scope> scopes) {
        this.admission = admission;
        this.limit = limit;
        this.own = own;
        this.calls = calls;
        this.counts = counts;
        this.decisions = counts.of(limit.name());
        this.scopes = scopes;
    }

    /** The admission of calls that keys may make, too, which have one of these scopes. */
    public CallAdmission of(Set<Scope> some) {
        return new CallAdmission(admission, limit, own, calls, counts, Set.copyOf(some));
    }

    /**
     * Finds the session or key, counts the call, and looks whether a key has the scope for it.
     *
     * @param headers of the call
     * @param from where the call comes from
     * @param setHeader of the answer, which says how much of the limit is left, also when the call is refused for it
     * @return who is served
     * @throws DomainException.Unauthenticated when the header names no session that lives
     * @throws DomainException.Forbidden when a key has none of the scopes
     * @throws DomainException.LimitExceeded when the caller's limit is used up, or the address's of unknown tokens, or
     *     too many calls of the caller are under way
     */
    public Caller admit(
            HeaderValues headers, Supplier<ClientAddress> from, BiConsumer<String, String> setHeader) {
        SessionToken token = token(headers.of(HttpHeaders.AUTHORIZATION))
                .orElseThrow(() -> new DomainException.Unauthenticated("The call needs a session's token."));
        SessionAdmission.Admitted admitted = admission.admit(token, own.of(token.user(), limit), from);
        describe(admitted.decision(), setHeader);
        decisions.decided(admitted.decision() instanceof RateLimitDecision.Allowed);
        if (admitted.decision() instanceof RateLimitDecision.Refused refused) {
            throw new DomainException.LimitExceeded(
                    "Too many calls, limit " + limit.name() + " is used up.", refused.retryAfter());
        }
        admitted.caller().requireOneOf(scopes);
        calls.enter(admitted.caller().user());
        return admitted.caller();
    }

    private void describe(RateLimitDecision decision, BiConsumer<String, String> set) {
        String name = "\"" + limit.name() + "\"";
        set.accept("RateLimit-Policy", name + ";q=" + decision.limit().perMinute() + ";w=60");
        set.accept("RateLimit", name + ";r=" + decision.remaining() + ";t=" + seconds(decision.reset()));
    }

    private static Optional<SessionToken> token(List<String> authorization) {
        return authorization.size() == 1
                        && authorization.getFirst().regionMatches(true, 0, BEFORE_TOKEN, 0, BEFORE_TOKEN.length())
                ? SessionToken.parse(
                        authorization.getFirst().substring(BEFORE_TOKEN.length()).strip())
                : Optional.empty();
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
