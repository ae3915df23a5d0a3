package bot.conversational.application.http.edge;

import bot.conversational.domain.session.ClientAddress;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.InetAddressSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Determines the client's address. Behind proxies it is the last entry of {@code X-Forwarded-For} that is not one of
 * ours. It is read from the right, since entries further left were sent by the client itself. Other statements of
 * clients and proxies about the way here ({@code Host}, {@code X-Forwarded-Host}, {@code X-Forwarded-Proto}, {@code
 * Forwarded}) are never used: no answer contains an absolute address.
 */
public final class ClientAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(ClientAddresses.class);
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String ATTRIBUTE = ClientAddress.class.getName();
    private static final int SUBSCRIBERS_PART = 8;

    private final InetAddressSet proxies = new InetAddressSet();
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * @param trustedProxies addresses and networks such as {@code 10.0.0.0/8}; empty: no proxy is trusted
     * @throws IllegalArgumentException when one of them is neither
     */
    public ClientAddresses(Collection<String> trustedProxies) {
        proxies.addAll(trustedProxies);
    }

    /** Where the request comes from, as {@link #remember} found out. */
    public static ClientAddress of(HttpServletRequest request) {
        return remembered(request.getAttribute(ATTRIBUTE));
    }

    /** The same for Jersey, whose properties are the request's attributes. */
    public static ClientAddress of(ContainerRequestContext request) {
        return remembered(request.getProperty(ATTRIBUTE));
    }

    private static ClientAddress remembered(@Nullable Object address) {
        if (address instanceof ClientAddress known) {
            return known;
        }
        throw new IllegalStateException("the request did not come through the filter");
    }

    /** Where a request comes from that goes past the filters. */
    public ClientAddress find(Request request) {
        return find(Request.getRemoteAddr(request), hops(request.getHeaders().getValuesList(FORWARDED_FOR)));
    }

    void remember(HttpServletRequest request) {
        List<String> forwarded = hops(Collections.list(request.getHeaders(FORWARDED_FOR)));
        request.setAttribute(ATTRIBUTE, find(request.getRemoteAddr(), forwarded));
    }

    private static List<String> hops(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .toList();
    }

    /** @param forwarded the hops that proxies noted, each its own peer, in order */
    ClientAddress find(String peer, List<String> forwarded) {
        InetAddress client = parse(peer).orElseThrow(() -> new IllegalStateException("a peer has an address"));
        if (!forwarded.isEmpty() && !proxies.test(client) && warned.compareAndSet(false, true)) {
            // A client may send the field, too: so once, and as a question.
            LOG.warn(
                    "{} sent {}, but is not in TRUSTED_PROXIES. If it is a proxy, all its callers share one limit.",
                    client.getHostAddress(),
                    FORWARDED_FOR);
        }
        for (String hop : forwarded.reversed()) {
            Optional<InetAddress> next = parse(hop.strip());
            if (!proxies.test(client) || next.isEmpty()) {
                break;
            }
            client = next.get();
        }
        return ofPeer(client);
    }

    /** The address that calls of a peer count for which names nobody else. */
    public ClientAddress ofPeer(InetAddress peer) {
        return new ClientAddress(network(peer), proxies.test(peer));
    }

    /** Without asking any name server. */
    private static Optional<InetAddress> parse(String text) {
        try {
            String host = HostAndPort.fromString(text).getHost();
            int zone = host.indexOf('%');
            return Optional.of(InetAddresses.forString(zone < 0 ? host : host.substring(0, zone)));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Of IPv6 a subscriber has a whole network, and could take another address for every try. */
    private static String network(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client.getHostAddress();
        }
        byte[] bytes = client.getAddress();
        Arrays.fill(bytes, SUBSCRIBERS_PART, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
