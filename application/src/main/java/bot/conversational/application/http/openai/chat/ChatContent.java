package bot.conversational.application.http.openai.chat;

import bot.conversational.application.http.openai.OpenAiFields;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.llm.parts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The content of one message of a body: a text, parts, or nothing. */
final class ChatContent {

    private static final String CONTENT = "content";
    private static final Pattern DATA = Pattern.compile("data:([A-Za-z0-9.+/-]{1,100})[;,].*", Pattern.DOTALL);
    private static final Pattern HTTP = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);
    private static final String ANY_IMAGE = "image/*";

    private ChatContent() {}

    static List<Part> read(OpenAiFields message) {
        if (message.any(CONTENT).isEmpty()) {
            return List.of();
        }
        if (message.any(CONTENT).get().isTextual()) {
            return List.of(new Part.Text(message.requiredText(CONTENT)));
        }
        List<Part> parts = new ArrayList<>();
        message.objects(CONTENT).forEach(part -> parts.add(part(part)));
        return parts;
    }

    private static Part part(OpenAiFields part) {
        return switch (part.requiredText("type")) {
            case "text" -> new Part.Text(part.requiredText("text"));
            case "refusal" -> new Part.Text(part.requiredText("refusal"));
            case "image_url" -> image(inside(part, "image_url"));
            case "file" -> file(inside(part, "file"));
            default ->
                throw OpenAiFailure.unsupported(part.path("type"), "must be text, image_url or file with this model");
        };
    }

    private static OpenAiFields inside(OpenAiFields part, String name) {
        return part.object(name).orElseThrow(() -> OpenAiFailure.missing(part.path(name)));
    }

    private static Part image(OpenAiFields image) {
        String url = image.requiredText("url");
        Optional<String> type = mediaType(url);
        if (type.isEmpty() && !HTTP.matcher(url).matches()) {
            throw OpenAiFailure.invalid(image.path("url"), "must be an https: or a data: URL");
        }
        return new Part.Attachment(
                Part.Attachment.Kind.IMAGE, type.orElse(ANY_IMAGE), Optional.empty(), new Part.Origin.Url(url));
    }

    private static Part file(OpenAiFields file) {
        if (file.has("file_id")) {
            throw OpenAiFailure.unsupported(file.path("file_id"), "is not known here: send file_data");
        }
        String url = file.requiredText("file_data");
        String type =
                mediaType(url).orElseThrow(() -> OpenAiFailure.invalid(file.path("file_data"), "must be a data: URL"));
        return new Part.Attachment(Part.Attachment.Kind.FILE, type, file.text("filename"), new Part.Origin.Url(url));
    }

    private static Optional<String> mediaType(String url) {
        Matcher data = DATA.matcher(url);
        return data.matches() ? Optional.of(data.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
