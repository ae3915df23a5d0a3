package bot.conversational.benchmarks.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** The connections to one server: as many as there are requests at once, each used again for the next. */
public final class Connections {

    /** Servers end what is unused for half a minute; a request must not meet that. */
    private static final long GOOD_FOR = TimeUnit.SECONDS.toNanos(15);

    private static final int INPUT = 65_536;

    private final Loop loop;
    private final InetSocketAddress address;
    private final ByteBuffer input = ByteBuffer.allocate(INPUT);
    private final Deque<Connection> unused = new ArrayDeque<>();

    /** @param port on the loopback interface */
    public Connections(Loop loop, int port) {
        this.loop = loop;
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Sends a request, head and body, and returns what carries it, so that it can be left. */
    public Connection send(byte[] request, Reply reply) {
        try {
            Connection connection = next();
            connection.send(request, reply);
            return connection;
        } catch (IOException e) {
            throw new IllegalStateException("no socket", e);
        }
    }

    private Connection next() throws IOException {
        long now = System.nanoTime();
        while (!unused.isEmpty()) {
            Connection newest = unused.pop();
            if (newest.open() && now - newest.freeSince() < GOOD_FOR) {
                return newest;
            }
            newest.hangUp();
        }
        return new Connection(loop, address, input, unused::push);
    }
}
