package bot.conversational.application.http.files;

import bot.conversational.application.scratch.ScratchFile;
import bot.conversational.domain.shared.DomainException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import org.glassfish.jersey.server.CloseableService;
import org.jspecify.annotations.Nullable;

/** Takes a body of any type in as a {@link ScratchFile}, which is closed with the call. */
public final class ReceivedFileReader implements MessageBodyReader<ScratchFile> {

    private static final int BUFFER = 64 * 1024;

    @Context
    private @Nullable CloseableService call;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == ScratchFile.class;
    }

    /** @throws DomainException.Malformed when the sender goes away before the end */
    @Override
    public ScratchFile readFrom(
            Class<ScratchFile> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        CloseableService served = call;
        if (served == null) {
            throw new IllegalStateException("no request is served");
        }
        ScratchFile file = ScratchFile.nameless();
        served.add(file);
        byte[] buffer = new byte[BUFFER];
        for (int read = next(body, buffer); read >= 0; read = next(body, buffer)) {
            file.append(ByteBuffer.wrap(buffer, 0, read));
        }
        return file;
    }

    private static int next(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException gone) {
            throw new DomainException.Malformed("The body ended too early.");
        }
    }
}
