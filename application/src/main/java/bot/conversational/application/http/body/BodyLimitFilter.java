package bot.conversational.application.http.body;

import bot.conversational.application.http.edge.ClientAddresses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies over the limit of their path: by their announced length at once, the others when they have grown too
 * long. Those that the node has no room for are refused before they are read; those that take too long are given up.
 * (The web server's own minimum rate counts from the request's first byte, and so refuses the shortest bodies when the
 * service is a few milliseconds late to read them.)
 */
@PreMatching
public final class BodyLimitFilter implements ContainerRequestFilter, ReaderInterceptor {

    private static final String EXPECTED = Expected.class.getName();

    /** What is known of a body before it is read; its length is negative when it is not announced. */
    private record Expected(BodyLimit limit, long length, boolean compressed) {}

    private final BodyLimits limits;
    private final BodyBudget budget;

    @Context
    private @Nullable HttpServletRequest served;

    public BodyLimitFilter(BodyLimits limits, BodyBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        BodyLimit limit = limits.of("/" + request.getUriInfo().getPath());
        int length = request.getLength();
        if (length > limit.bytes()) {
            throw tooLarge();
        }
        if (request.hasEntity()) {
            boolean compressed = ContentCodings.isGzip(request.getHeaderString(HttpHeaders.CONTENT_ENCODING));
            request.setProperty(
                    EXPECTED, new Expected(length < 0 ? limit : limit.announced(length), length, compressed));
        }
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (!(context.getProperty(EXPECTED) instanceof Expected(BodyLimit limit, long length, boolean compressed))) {
            return context.proceed();
        }
        HttpServletRequest request = Objects.requireNonNull(served, "no request is served");
        try (BodyBudget.Claim claim = budget.claim(ClientAddresses.of(request), Math.min(length, limit.kept()));
                IdleTimeout timeout = IdleTimeout.of(request)) {
            BoundedBody body =
                    new BoundedBody(context.getInputStream(), limit, claim, System::nanoTime, timeout::shorten);
            context.setInputStream(compressed ? InflatedBody.of(body, limit, claim) : body);
            return context.proceed();
        }
    }

    static ClientErrorException tooLarge() {
        return new ClientErrorException(413);
    }
}
