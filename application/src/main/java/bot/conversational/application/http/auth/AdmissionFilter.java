package bot.conversational.application.http.auth;

import bot.conversational.application.http.edge.ClientAddresses;
import bot.conversational.domain.ratelimit.RateLimitDecision;
import bot.conversational.domain.session.ClientAddress;
import bot.conversational.domain.shared.DomainException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
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
    private final boolean optional;

    /**
     * @param userInBody whether the body may name the user whom a service acts for
     * @param optional whether strangers may call, who have no such limit: then no answer tells of it
     */
    AdmissionFilter(CallAdmission admission, boolean userInBody, boolean optional) {
        this.admission = admission;
        this.userInBody = userInBody;
        this.optional = optional;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Map<String, String> limit = new HashMap<>();
        if (!optional) {
            request.setProperty(LIMIT, limit);
        }
        HeaderValues sent = name -> request.getHeaders().getOrDefault(name, List.of());
        HeaderValues headers = SessionCookie.asToken(request.getMethod(), sent);
        if (optional && headers.of(HttpHeaders.AUTHORIZATION).isEmpty()) {
            return;
        }
        try {
            CallerPrincipal caller = caller(request, headers, limit);
            request.setSecurityContext(
                    new CallerContext(caller, request.getSecurityContext().isSecure()));
        } catch (DomainException.Unauthenticated ended) {
            if (!optional || !sent.of(HttpHeaders.AUTHORIZATION).isEmpty()) {
                throw ended;
            }
            // A cookie outlives its session: then its browser is a stranger's.
        }
    }

    private CallerPrincipal caller(ContainerRequestContext request, HeaderValues headers, Map<String, String> limit) {
        Supplier<ClientAddress> from = () -> ClientAddresses.of(request);
        return userInBody && admission.needsBody(headers, from)
                ? CallerPrincipal.unnamed(body -> admission.admit(headers, body, from, limit::put))
                : new CallerPrincipal(
                        admission.admit(headers, from, limit::put), () -> admission.admit(headers, from, limit::put));
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
