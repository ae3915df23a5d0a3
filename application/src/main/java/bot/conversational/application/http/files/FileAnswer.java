package bot.conversational.application.http.files;

import bot.conversational.application.http.stream.StreamedBody;
import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.files.MediaTypes;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.llm.parts.ImageTypes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The answer that has a file, chunk by chunk. */
public final class FileAnswer {

    private FileAnswer() {}

    public static Response.ResponseBuilder of(StoredFile file, FileContent content) {
        return Response.ok(body(content))
                .header(HttpHeaders.CONTENT_TYPE, contentType(file.mediaType()))
                .header(HttpHeaders.CONTENT_LENGTH, file.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(file));
    }

    /** A file to be saved under a name, as RFC 6266 has it. */
    public static String attachment(String name) {
        return named("attachment", name);
    }

    /** The bytes alone. */
    public static StreamedBody body(FileContent content) {
        return out -> {
            for (int n = 0; n < content.chunks(); n++) {
                out.write(content.chunk(n));
            }
        };
    }

    private static String contentType(String mediaType) {
        return MediaTypes.isText(mediaType) ? mediaType + ";charset=UTF-8" : mediaType;
    }

    /** Only images are shown in a page: a browser must not run what somebody uploaded. */
    private static String disposition(StoredFile file) {
        String kind = ImageTypes.isKnown(file.mediaType()) ? "inline" : "attachment";
        return file.name().map(name -> named(kind, name)).orElse(kind);
    }

    private static String named(String kind, String name) {
        return kind + "; filename*=UTF-8''" + percentEncoded(name);
    }

    /** As RFC 8187 has it. */
    private static String percentEncoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
