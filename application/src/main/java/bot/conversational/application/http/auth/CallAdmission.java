package bot.conversational.application.http.auth;

import bot.conversational.application.http.metrics.AccessCounts;
import bot.conversational.application.http.overload.UserCalls;
import bot.conversational.domain.apikey.CallingKey;
import bot.conversational.domain.ratelimit.OwnLimits;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.ApiKeyToken;
import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.session.Credential;
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
    private final OnBehalfOf onBehalf;
    private final UserCalls calls;
    private final AccessCounts.Decisions decisions;
    private final Set<Scope> scopes;

    /**
     * Of calls that are for sessions only.
     *
     * @param limit that the calls count against
     * @param own of users for whom another limit holds
     * @param onBehalf where calls name the user whom they act for
     * @param calls of each user that are under way
     */
    public CallAdmission(
            SessionAdmission admission,
            RateLimit limit,
            OwnLimits own,
            OnBehalfOf onBehalf,
            UserCalls calls,
            AccessCounts counts) {
        this(admission, limit, own, onBehalf, calls, counts.of(limit.name()), Set.of());
    }

    private CallAdmission(
            SessionAdmission admission,
            RateLimit limit,
            OwnLimits own,
            OnBehalfOf onBehalf,
            UserCalls calls,
            AccessCounts.Decisions decisions,
            Set<Scope> scopes) {
        this.admission = admission;
        this.limit = limit;
        this.own = own;
        this.onBehalf = onBehalf;
        this.calls = calls;
        this.decisions = decisions;
        this.scopes = scopes;
    }

    /** The admission of calls that keys may make, too, which have one of these scopes. */
    public CallAdmission of(Set<Scope> some) {
        return new CallAdmission(admission, limit, own, onBehalf, calls, decisions, Set.copyOf(some));
    }

    /**
     * Finds the session or key, counts the call, and looks whether a key has the scope for it.
     *
     * @param headers of the call
     * @param from where the call comes from
     * @param setHeader of the answer, which says how much of the limit is left, also when the call is refused for it
     * @return who is served
     * @throws DomainException.Unauthenticated when the header names no session and no key that lives
     * @throws DomainException.Malformed when a service's key names no user
     * @throws DomainException.Forbidden when a key has none of the scopes, or what is no service's key names a user
     * @throws DomainException.LimitExceeded when the caller's limit is used up, or the address's of unknown tokens, or
     *     too many calls of the caller are under way
     */
    public Caller admit(HeaderValues headers, Supplier<ClientAddress> from, BiConsumer<String, String> setHeader) {
        return admit(headers, name -> Optional.empty(), from, setHeader);
    }

    /**
     * The same for a call whose body may name the user of a service, if no header does.
     *
     * @param body asked only for a service's key: others may have such a field for other ends
     */
    public Caller admit(
            HeaderValues headers, BodyField body, Supplier<ClientAddress> from, BiConsumer<String, String> setHeader) {
        SessionAdmission.Admitted admitted = admission.admit(new SessionAdmission.Entrance(
                credential(headers), onBehalf.in(headers), () -> onBehalf.in(body), user -> own.of(user, limit), from));
        describe(admitted.decision(), setHeader);
        decisions.decided(admitted.decision() instanceof RateLimitDecision.Allowed);
        if (admitted.decision() instanceof RateLimitDecision.Refused refused) {
            throw new DomainException.LimitExceeded(
                    "Too many calls, limit " + limit.name() + " is used up.", refused.retryAfter());
        }
        admitted.caller().requireOneOf(scopes);
        CallingKey.set(admitted.caller());
        calls.enter(admitted.caller().user());
        return admitted.caller();
    }

    /**
     * Whether only the body can name the user of this call.
     *
     * @throws DomainException.Unauthenticated when it is made by a key that is none
     */
    boolean needsBody(HeaderValues headers, Supplier<ClientAddress> from) {
        return onBehalf.looksIntoBodies()
                && onBehalf.in(headers).isEmpty()
                && admission.isOfService(credential(headers), from);
    }

    private void describe(RateLimitDecision decision, BiConsumer<String, String> set) {
        String name = "\"" + limit.name() + "\"";
        set.accept("RateLimit-Policy", name + ";q=" + decision.limit().perMinute() + ";w=60");
        set.accept("RateLimit", name + ";r=" + decision.remaining() + ";t=" + seconds(decision.reset()));
    }

    private static Credential credential(HeaderValues headers) {
        List<String> fields = headers.of(HttpHeaders.AUTHORIZATION);
        if (fields.size() != 1 || !fields.getFirst().regionMatches(true, 0, BEFORE_TOKEN, 0, BEFORE_TOKEN.length())) {
            throw new DomainException.Unauthenticated("The call needs a session's token or an API key.");
        }
        String text = fields.getFirst().substring(BEFORE_TOKEN.length()).strip();
        Optional<? extends Credential> credential =
                ApiKeyToken.isMeant(text) ? ApiKeyToken.parse(text) : SessionToken.parse(text);
        return credential.orElseThrow(
                () -> new DomainException.Unauthenticated("The token is none: it is cut, mistyped or made up."));
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
