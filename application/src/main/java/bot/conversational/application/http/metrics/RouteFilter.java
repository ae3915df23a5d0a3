package bot.conversational.application.http.metrics;

import bot.conversational.application.http.metrics.RequestTimes.Route;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.uri.UriTemplate;

/** Finds out which call of the API a request was, for {@link RequestTimes}. */
public final class RouteFilter implements ContainerResponseFilter {

    private static final String ROUTE = Route.class.getName();

    private final RequestTimes times;
    private final Map<ResourceMethod, Route> routes = new ConcurrentHashMap<>();

    public RouteFilter(RequestTimes times) {
        this.times = times;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo() instanceof ExtendedUriInfo uri && !RequestTimes.noSuchMethod(response.getStatus())) {
            ResourceMethod method = uri.getMatchedResourceMethod();
            // OPTIONS is answered by methods that Jersey adds, to paths of its own, too.
            if (method != null && !method.isExtended()) {
                request.setProperty(ROUTE, routes.computeIfAbsent(method, any -> route(method, uri)));
            }
        }
    }

    /** That of the request, of which the call is over. */
    public Route of(HttpServletRequest request) {
        return request.getAttribute(ROUTE) instanceof Route route ? route : times.unmatched(request.getMethod());
    }

    private Route route(ResourceMethod method, ExtendedUriInfo uri) {
        List<UriTemplate> innermostFirst = uri.getMatchedTemplates();
        String template = innermostFirst.reversed().stream()
                .map(UriTemplate::getTemplate)
                .collect(Collectors.joining())
                .replaceAll("\\{(\\w+) *:[^}]*}", "{$1}")
                .replaceAll("/{2,}", "/");
        return times.route(method.getHttpMethod(), template);
    }
}
