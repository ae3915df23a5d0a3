package bot.conversational.adapters.engines;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A proxy of a test's own in front of several nodes of the service, as this project ships its configuration. */
public final class ReverseProxy implements AutoCloseable {

    /** Which one. */
    public enum Kind {
        HAPROXY,
        NGINX
    }

    private final ScaleScript server;

    private ReverseProxy(ScaleScript server) {
        this.server = server;
    }

    /** @param ports of the nodes, on this machine */
    public static ReverseProxy start(Kind kind, List<Integer> ports) {
        List<String> arguments = new ArrayList<>();
        arguments.add(kind.name().toLowerCase(Locale.ROOT));
        ports.forEach(port -> arguments.add("127.0.0.1:" + port));
        return new ReverseProxy(ScaleScript.up("proxy", arguments.toArray(String[]::new)));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.value("PROXY_PORT"));
    }

    @Override
    public void close() {
        server.close();
    }
}
