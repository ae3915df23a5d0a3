package bot.conversational.application.http.fastpath;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/** A request whose body was read as far as it has arrived; this one can be read again from the beginning. */
final class BufferedRequest extends Request.Wrapper {

    private final byte[] read;
    private final Content.@Nullable Chunk end;
    private boolean given;

    /** @param end the chunk behind the bytes, the end or a failure; null when more will arrive */
    private BufferedRequest(Request request, byte[] read, Content.@Nullable Chunk end) {
        super(request);
        this.read = read;
        this.end = end;
    }

    /** Reads what has come, without waiting. The body should be known to be short. */
    static BufferedRequest of(Request request) {
        ByteArrayOutputStream read = new ByteArrayOutputStream(1_024);
        while (true) {
            Content.@Nullable Chunk chunk = request.read();
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                return new BufferedRequest(request, read.toByteArray(), chunk);
            }
            read.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
            boolean last = chunk.isLast();
            chunk.release();
            if (last) {
                return new BufferedRequest(request, read.toByteArray(), Content.Chunk.EOF);
            }
        }
    }

    /** The body, when it is here to its end. */
    Optional<byte[]> whole() {
        return end == null || Content.Chunk.isFailure(end) ? Optional.empty() : Optional.of(read);
    }

    @Override
    public Content.@Nullable Chunk read() {
        if (!given) {
            given = true;
            if (read.length > 0) {
                return Content.Chunk.from(ByteBuffer.wrap(read), end == Content.Chunk.EOF);
            }
        }
        return end == null ? super.read() : end;
    }

    @Override
    public void demand(Runnable whenThere) {
        if (given && end == null) {
            super.demand(whenThere);
        } else {
            getContext().execute(whenThere);
        }
    }
}
