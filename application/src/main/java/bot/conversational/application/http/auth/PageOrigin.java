package bot.conversational.application.http.auth;

import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where the page comes from that makes a call, as its browser says: no page can set that. */
public final class PageOrigin {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private PageOrigin() {}

    /** How a page came to its browser. */
    public enum Kind {
        SECURE,
        LOCAL,
        /** Over plain HTTP from another machine: everybody on the way reads along. */
        OPEN
    }

    /**
     * Empty unless the page is the service's own: of the host that the call names. Proxies in front must pass that on.
     */
    static Optional<Kind> own(HeaderValues headers) {
        List<String> origins = headers.of("Origin");
        List<String> hosts = headers.of(HttpHeaders.HOST);
        if (origins.size() != 1 || hosts.size() != 1) {
            return Optional.empty();
        }
        try {
            URI origin = URI.create(origins.getFirst());
            String authority = String.valueOf(origin.getAuthority());
            return authority.equalsIgnoreCase(hosts.getFirst()) ? Optional.of(kind(origin)) : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Kind kind(URI origin) {
        if ("https".equals(origin.getScheme())) {
            return Kind.SECURE;
        }
        String host = String.valueOf(origin.getHost()).toLowerCase(Locale.ROOT);
        return THIS_MACHINE.contains(host) ? Kind.LOCAL : Kind.OPEN;
    }
}
