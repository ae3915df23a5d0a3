package bot.conversational.application.http.overload;

import bot.conversational.application.http.edge.ClientAddresses;
import bot.conversational.domain.session.ClientAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Server;

/**
 * The connections that a node keeps, in all and from one address: each costs memory, whether or not anything comes on
 * it. One too many is closed at once. Proxies of ours have no limit of their own, since they carry everybody's calls.
 */
public final class ConnectionLimits implements Connection.Listener {

    /** Dropwizard's name of the port that users call. */
    private static final String APPLICATION = "application";

    private final int most;
    private final int mostOfAddress;
    private final ClientAddresses addresses;
    private final Map<Connection, ClientAddress> open = new ConcurrentHashMap<>();
    private final Map<ClientAddress, Integer> ofAddress = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    /**
     * @param most in all; 0 is no limit
     * @param mostOfAddress from one address; 0 is no limit
     */
    public ConnectionLimits(int most, int mostOfAddress, ClientAddresses addresses) {
        this.most = most;
        this.mostOfAddress = mostOfAddress;
        this.addresses = addresses;
    }

    /** Watches the port that users call. */
    public void watch(Server server) {
        server.getContainedBeans(AbstractConnector.class).stream()
                .filter(connector -> APPLICATION.equals(connector.getName()))
                .forEach(connector -> connector.addBean(this, false));
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress peer) {
            ClientAddress address = addresses.ofPeer(peer.getAddress());
            open.put(connection, address);
            int same = ofAddress.merge(address, 1, Integer::sum);
            boolean tooMany = most > 0 && open.size() > most;
            boolean tooManyOfAddress = mostOfAddress > 0 && same > mostOfAddress && !address.isProxy();
            if (tooMany || tooManyOfAddress) {
                refused.increment();
                connection.getEndPoint().close();
            }
        }
    }

    @Override
    public void onClosed(Connection connection) {
        ClientAddress address = open.remove(connection);
        if (address != null) {
            ofAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : Integer.valueOf(count - 1));
        }
    }

    /** The connections that are open now. */
    public int size() {
        return open.size();
    }

    /** How many were refused since the start. */
    public long refused() {
        return refused.sum();
    }
}
