package bot.conversational.benchmarks.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's end of a connection: whole requests in, ready bytes out. A request has a length; none comes before the answer to the last. */
public final class ServedConnection implements Loop.Ready {

    /** What is done with a request. */
    public interface Requests {
        void request(String head, String body, ServedConnection connection);
    }

    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer input;
    private final Requests requests;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private ByteBuffer unsent = ByteBuffer.allocate(0);

    ServedConnection(Loop loop, SocketChannel channel, ByteBuffer input, Requests requests) throws IOException {
        this.channel = channel;
        this.input = input;
        this.requests = requests;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = loop.register(channel, SelectionKey.OP_READ, this);
    }

    /** Whether it can still be written to. */
    public boolean open() {
        return channel.isOpen();
    }

    /** Sends; what the other end does not take now goes out when it does. */
    public void send(ByteBuffer bytes) {
        try {
            if (unsent.hasRemaining()) {
                unsent = ByteBuffer.allocate(unsent.remaining() + bytes.remaining())
                        .put(unsent)
                        .put(bytes)
                        .flip();
            } else {
                channel.write(bytes);
                unsent = bytes;
            }
            key.interestOps(SelectionKey.OP_READ | (unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0));
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public void ready() throws IOException {
        if (key.isWritable()) {
            channel.write(unsent);
            key.interestOps(SelectionKey.OP_READ | (unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0));
        }
        if (key.isReadable()) {
            read();
        }
    }

    @Override
    public void failed(IOException why) {
        try {
            channel.close();
        } catch (IOException e) {
            // the other end has gone anyway
        }
    }

    private void read() throws IOException {
        input.clear();
        int length = channel.read(input);
        if (length < 0) {
            throw new IOException("the caller has gone");
        }
        received.write(input.array(), 0, length);
        String text = received.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end >= 0) {
            String head = text.substring(0, end);
            Matcher matcher = LENGTH.matcher(head);
            int expected = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
            if (received.size() - end - 4 >= expected) {
                received.reset();
                requests.request(head, text.substring(end + 4), this);
            }
        }
    }
}
