package bot.conversational.application.http.edge;

import bot.conversational.domain.shared.DomainException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;

/**
 * Refuses ambiguous requests: a parameter of the query, or a header that the service reads, that is there twice.
 * Servers and proxies differ in which of the two counts, and so in which they have checked. A NUL is refused in both.
 */
@Priority(Priorities.HEADER_DECORATOR)
public final class SingleParameters implements ContainerRequestFilter {

    /** Clients of OpenAI's API send lists under such names; nobody here reads one. */
    private static final String LIST = "[]";

    private static final List<String> HEADERS = List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.LAST_EVENT_ID_HEADER,
            "Idempotency-Key",
            RequestId.HEADER);

    @Override
    public void filter(ContainerRequestContext request) {
        for (Map.Entry<String, List<String>> parameter :
                request.getUriInfo().getQueryParameters().entrySet()) {
            if (parameter.getValue().size() > 1 && !parameter.getKey().endsWith(LIST)) {
                throw new DomainException.Malformed("A parameter of the query is given twice.");
            }
            if (parameter.getValue().stream().anyMatch(SingleParameters::holdsNul)) {
                throw new DomainException.Malformed("A parameter of the query holds a NUL character.");
            }
        }
        for (String header : HEADERS) {
            List<String> values = request.getHeaders().getOrDefault(header, List.of());
            if (values.size() > 1) {
                throw new DomainException.Malformed("The header " + header + " is given twice.");
            }
        }
    }

    private static boolean holdsNul(String value) {
        return value.indexOf(0) >= 0;
    }
}
