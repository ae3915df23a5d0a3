package bot.conversational.application.http.files;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.glassfish.jersey.server.CloseableService;
import org.jspecify.annotations.Nullable;

/** Takes a body of any type in as a {@link ReceivedFile}, which is closed with the call. */
public final class ReceivedFileReader implements MessageBodyReader<ReceivedFile> {

    @Context
    private @Nullable CloseableService call;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == ReceivedFile.class;
    }

    @Override
    public ReceivedFile readFrom(
            Class<ReceivedFile> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        CloseableService served = call;
        if (served == null) {
            throw new IllegalStateException("no request is served");
        }
        ReceivedFile file = ReceivedFile.empty();
        served.add(file);
        file.receive(body);
        return file;
    }
}
