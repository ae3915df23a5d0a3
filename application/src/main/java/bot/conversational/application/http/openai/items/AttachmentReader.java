package bot.conversational.application.http.openai.items;

import bot.conversational.application.http.openai.OpenAiFields;
import bot.conversational.application.http.parts.PartJson;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads images and files as callers attach them: by an address, or by their bytes in one. */
final class AttachmentReader {

    private static final Pattern DATA = Pattern.compile("data:([A-Za-z0-9.+/-]+);base64,.*", Pattern.DOTALL);

    private AttachmentReader() {}

    /** Empty when the type is neither that of an image nor that of a file. */
    static Optional<Part> read(String type, OpenAiFields part) {
        return switch (type) {
            case "input_image" -> Optional.of(image(part));
            case "input_file" -> Optional.of(file(part));
            default -> Optional.empty();
        };
    }

    private static Part image(OpenAiFields part) {
        refuseId(part);
        JsonNode given = part.any("image_url").orElseThrow(() -> OpenAiFailure.missing(part.path("image_url")));
        String url = given.isObject()
                ? part.object("image_url").orElseThrow().requiredText("url")
                : part.requiredText("image_url");
        return checked(
                part, "image_url", () -> new PartJson.Image(mediaType(url, "image/jpeg"), null, url, null).part());
    }

    private static Part file(OpenAiFields part) {
        refuseId(part);
        @Nullable String name = part.text("filename").orElse(null);
        Optional<String> data = part.text("file_data");
        String field = data.isPresent() ? "file_data" : "file_url";
        String url =
                data.or(() -> part.text("file_url")).orElseThrow(() -> OpenAiFailure.missing(part.path("file_data")));
        return checked(part, field, () -> new PartJson.File(mediaType(url, "application/pdf"), name, url, null).part());
    }

    private static void refuseId(OpenAiFields part) {
        if (part.has("file_id")) {
            throw OpenAiFailure.unsupported(part.path("file_id"), "is not known here: send a URL, or the bytes in one");
        }
    }

    /** What the part is by itself, told by the path that the caller knows. */
    private static Part checked(OpenAiFields part, String field, Supplier<Part> read) {
        try {
            return read.get();
        } catch (DomainException.Invalid broken) {
            throw OpenAiFailure.invalid(
                    part.path(field), broken.errors().getFirst().message());
        }
    }

    /** Nobody says what an address leads to but its end. */
    private static String mediaType(String url, String otherwise) {
        Matcher data = DATA.matcher(url);
        if (data.matches()) {
            return data.group(1).toLowerCase(Locale.ROOT);
        }
        String path = url.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "png" -> "image/png";
            case "gif" -> "image/gif";
            case "webp" -> "image/webp";
            case "jpg", "jpeg" -> "image/jpeg";
            case "pdf" -> "application/pdf";
            case "txt" -> "text/plain";
            default -> otherwise;
        };
    }
}
