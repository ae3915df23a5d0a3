package bot.conversational.application.http.auth;

import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.admission.SessionAdmission;
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

/** Has a call admitted before its resource runs, and its answer tell of the limit. */
@Priority(Priorities.AUTHENTICATION)
final class AdmissionFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String DECISION = RateLimitDecision.class.getName();

    private final CallAdmission admission;

    AdmissionFilter(CallAdmission admission) {
        this.admission = admission;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        SessionAdmission.Admitted admitted = admission.ask(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        request.setProperty(DECISION, admitted.decision());
        request.setSecurityContext(new CallerContext(
                new CallerPrincipal(admission.caller(admitted)),
                request.getSecurityContext().isSecure()));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(DECISION) instanceof RateLimitDecision decision) {
            MultivaluedMap<String, Object> headers = response.getHeaders();
            admission.tell(decision, headers::putSingle);
        }
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
            return CallAdmission.SCHEME;
        }
    }
}
