package bot.conversational.application.http.auth;

import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.SessionAdmission;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.shared.DomainException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks who calls and whether he may, in one step, and tells him of his limit in the fields of the IETF's draft. */
@Priority(Priorities.AUTHENTICATION)
final class AdmissionFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String DECISION = RateLimitDecision.class.getName();
    private static final String SCHEME = "Bearer ";

    private final SessionAdmission admission;
    private final RateLimit limit;

    AdmissionFilter(SessionAdmission admission, RateLimit limit) {
        this.admission = admission;
        this.limit = limit;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        SessionToken token = token(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .orElseThrow(() -> new DomainException.Unauthenticated("The call needs a session's token."));
        SessionAdmission.Admitted admitted = admission.admit(token, limit);
        request.setProperty(DECISION, admitted.decision());
        if (admitted.decision() instanceof RateLimitDecision.Refused refused) {
            throw new DomainException.LimitExceeded(
                    "Too many calls: the limit " + limit.name() + " is used up.", refused.retryAfter());
        }
        request.setSecurityContext(new CallerContext(
                new CallerPrincipal(admitted.caller()),
                request.getSecurityContext().isSecure()));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(DECISION) instanceof RateLimitDecision decision) {
            MultivaluedMap<String, Object> headers = response.getHeaders();
            String name = "\"" + limit.name() + "\"";
            headers.putSingle("RateLimit-Policy", name + ";q=" + limit.perMinute() + ";w=60");
            headers.putSingle("RateLimit", name + ";r=" + decision.remaining() + ";t=" + seconds(decision.reset()));
        }
    }

    private static Optional<SessionToken> token(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? SessionToken.parse(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }

    private record CallerContext(CallerPrincipal caller, boolean secure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return caller.caller().role().name().equalsIgnoreCase(role);
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return SCHEME.strip();
        }
    }
}
