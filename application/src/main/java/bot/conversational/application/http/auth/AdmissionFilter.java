package bot.conversational.application.http.auth;

import bot.conversational.application.http.edge.ClientAddresses;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.ClientAddress;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Admits a call before its resource runs, and sets the headers of its limit on the answer. */
@Priority(Priorities.AUTHENTICATION)
final class AdmissionFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /** The property that holds what the answer says of the limit: headers and their values. */
    private static final String LIMIT = RateLimitDecision.class.getName();

    private final CallAdmission admission;
    private final boolean userInBody;

    /** @param userInBody whether the body may name the user whom a service acts for */
    AdmissionFilter(CallAdmission admission, boolean userInBody) {
        this.admission = admission;
        this.userInBody = userInBody;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Map<String, String> limit = new HashMap<>();
        request.setProperty(LIMIT, limit);
        HeaderValues headers = SessionCookie.asToken(
                request.getMethod(), name -> request.getHeaders().getOrDefault(name, List.of()));
        Supplier<ClientAddress> from = () -> ClientAddresses.of(request);
        CallerPrincipal caller = userInBody && admission.needsBody(headers, from)
                ? CallerPrincipal.unnamed(body -> admission.admit(headers, body, from, limit::put))
                : new CallerPrincipal(
                        admission.admit(headers, from, limit::put), () -> admission.admit(headers, from, limit::put));
        request.setSecurityContext(
                new CallerContext(caller, request.getSecurityContext().isSecure()));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(LIMIT) instanceof Map<?, ?> limit) {
            limit.forEach((name, value) -> response.getHeaders().putSingle((String) name, value));
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
