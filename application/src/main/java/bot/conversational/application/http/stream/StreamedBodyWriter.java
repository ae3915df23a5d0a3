package bot.conversational.application.http.stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Writes nothing, but leaves the body to {@link StreamFilter}. */
public final class StreamedBodyWriter implements MessageBodyWriter<StreamedBody> {

    @Context
    private @Nullable HttpServletRequest served;

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return StreamedBody.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            StreamedBody body,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        HttpServletRequest request = served;
        if (request == null) {
            throw new IllegalStateException("no request is served");
        }
        StreamFilter.leave(body, request);
    }
}
