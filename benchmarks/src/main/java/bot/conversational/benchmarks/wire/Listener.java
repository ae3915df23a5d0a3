package bot.conversational.benchmarks.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Takes connections on a port of the loopback interface. */
public final class Listener implements Loop.Ready {

    private static final int BACKLOG = 4_096;
    private static final int INPUT = 65_536;

    private final Loop loop;
    private final ServedConnection.Requests requests;
    private final ServerSocketChannel channel;
    private final ByteBuffer input = ByteBuffer.allocate(INPUT);

    public Listener(Loop loop, int port, ServedConnection.Requests requests) {
        this.loop = loop;
        this.requests = requests;
        try {
            channel = ServerSocketChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            loop.register(channel, SelectionKey.OP_ACCEPT, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void ready() throws IOException {
        for (SocketChannel accepted = channel.accept(); accepted != null; accepted = channel.accept()) {
            new ServedConnection(loop, accepted, input, requests);
        }
    }

    @Override
    public void failed(IOException why) {
        throw new UncheckedIOException(why);
    }
}
