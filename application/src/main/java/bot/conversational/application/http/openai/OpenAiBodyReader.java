package bot.conversational.application.http.openai;

import bot.conversational.application.http.json.LenientJson;
import bot.conversational.application.http.problem.OpenAiFailure;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads an {@link OpenAiBody}; what is no JSON object is told as clients expect it. */
public final class OpenAiBodyReader implements MessageBodyReader<OpenAiBody> {

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == OpenAiBody.class;
    }

    @Override
    public OpenAiBody readFrom(
            Class<OpenAiBody> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        JsonNode json;
        try {
            json = LenientJson.read(body);
        } catch (JacksonException broken) {
            throw OpenAiFailure.invalidJson("The body is no valid JSON" + where(broken) + ".");
        } catch (CharConversionException broken) {
            throw OpenAiFailure.invalidJson("The body is no UTF-8.");
        }
        if (json instanceof ObjectNode object) {
            return new OpenAiBody(object);
        }
        throw OpenAiFailure.invalidJson("The body must be a JSON object.");
    }

    /** Without Jackson's message, which quotes the input. */
    private static String where(JacksonException broken) {
        return broken.getLocation() == null || broken.getLocation().getLineNr() < 1
                ? ""
                : " (line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr() + ")";
    }
}
