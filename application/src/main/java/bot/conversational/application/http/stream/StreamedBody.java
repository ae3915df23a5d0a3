package bot.conversational.application.http.stream;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of an answer that takes as long as its source. As a response's entity it is written by {@link StreamFilter}.
 */
public interface StreamedBody {

    /**
     * Writes all of it, flushing what the reader is to have at once. It may sleep.
     *
     * @param out that of the web server, which the caller ends
     * @throws IOException when the reader has gone
     */
    void writeTo(OutputStream out) throws IOException;
}
