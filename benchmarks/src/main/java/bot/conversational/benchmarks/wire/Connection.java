package bot.conversational.benchmarks.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection to a server, with one request at a time. */
public final class Connection implements Loop.Ready {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer input;
    private final Consumer<Connection> free;
    private final ReplyReader reader = new ReplyReader();
    private @Nullable ByteBuffer unsent;
    private @Nullable Reply reply;
    private long freeSince;

    /**
     * Begins to connect.
     *
     * @param input that all connections of the loop read into
     * @param free is told when an answer is complete, and the connection good for another
     */
    Connection(Loop loop, InetSocketAddress address, ByteBuffer input, Consumer<Connection> free) throws IOException {
        this.input = input;
        this.free = free;
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = loop.register(channel, SelectionKey.OP_CONNECT, this);
        if (channel.connect(address)) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Leaves the server without a word, whatever it was about to say; nobody is told. */
    public void hangUp() {
        reply = null;
        close();
    }

    boolean open() {
        return channel.isOpen();
    }

    long freeSince() {
        return freeSince;
    }

    void send(byte[] request, Reply forWhom) {
        reply = forWhom;
        unsent = ByteBuffer.wrap(request);
        try {
            if (channel.isConnected()) {
                write();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public void ready() throws IOException {
        if (key.isConnectable() && channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_READ);
        }
        if (channel.isConnected() && unsent != null) {
            write();
        }
        if (key.isValid() && key.isReadable()) {
            read();
        }
    }

    @Override
    public void failed(IOException why) {
        Reply waiting = reply;
        hangUp();
        if (waiting != null) {
            waiting.broken(String.valueOf(why.getMessage()));
        }
    }

    private void write() throws IOException {
        ByteBuffer bytes = unsent;
        if (bytes != null) {
            channel.write(bytes);
            boolean more = bytes.hasRemaining();
            unsent = more ? bytes : null;
            key.interestOps(more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    private void read() throws IOException {
        input.clear();
        int length = channel.read(input);
        if (length < 0) {
            throw new IOException(reader.within() ? "ended within an answer" : "ended before an answer");
        }
        int at = 0;
        while (at < length) {
            Reply waiting = reply;
            if (waiting == null) {
                return; // it was left meanwhile
            }
            at = reader.read(input.array(), at, length, waiting);
            if (!reader.within() && reply == waiting) {
                if (reader.last()) {
                    hangUp();
                    return;
                }
                reply = null;
                freeSince = System.nanoTime();
                free.accept(this);
            }
        }
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is given up anyway
        }
    }
}
