package bot.conversational.application.http.parts;

import bot.conversational.domain.files.MediaTypes;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.llm.parts.ImageTypes;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks images and files as they come in, and shows them. */
final class Attachments {

    private static final int LONGEST_URL = 2_000;
    private static final Pattern HTTPS = Pattern.compile("https://[^\\s\\p{Cntrl}]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATA = Pattern.compile("data:([a-z0-9.+/-]+);base64,(.+)", Pattern.DOTALL);

    private Attachments() {}

    static Part part(
            Part.Attachment.Kind kind,
            String mediaType,
            @Nullable String name,
            @Nullable String url,
            @Nullable String blob) {
        String field = kind == Part.Attachment.Kind.IMAGE ? "image" : "file";
        if ((url == null) == (blob == null)) {
            throw invalid(field, "must have either a url or a blob");
        }
        String type = MediaTypes.parse(mediaType)
                .orElseThrow(() -> invalid(field, "must have a media type such as image/png"));
        if (kind == Part.Attachment.Kind.IMAGE && !ImageTypes.isKnown(type)) {
            throw invalid(field, "must be image/png, image/jpeg, image/gif or image/webp");
        }
        if (name != null && (name.isBlank() || name.length() > 255)) {
            throw invalid(field, "must have a name of 1 to 255 characters");
        }
        Part.Origin origin = blob == null
                ? new Part.Origin.Url(checkedUrl(field, kind, type, String.valueOf(url)))
                : StoredFile.blob(blob).orElseThrow(() -> invalid(field, "must have a blob of 64 hexadecimal digits"));
        return new Part.Attachment(kind, type, Optional.ofNullable(name), origin);
    }

    static PartJson json(Part.Attachment attachment) {
        String name = attachment.name().orElse(null);
        String url = attachment.origin() instanceof Part.Origin.Url(String some) ? some : null;
        String blob = attachment.origin() instanceof Part.Origin.Blob(String some) ? some : null;
        return switch (attachment.kind()) {
            case IMAGE -> new PartJson.Image(attachment.mediaType(), name, url, blob);
            case FILE -> new PartJson.File(attachment.mediaType(), name, url, blob);
        };
    }

    private static String checkedUrl(String field, Part.Attachment.Kind kind, String mediaType, String url) {
        Matcher data = DATA.matcher(url);
        if (data.matches()) {
            if (!data.group(1).equals(mediaType)) {
                throw invalid(field, "must have the media type of its data");
            }
            byte[] bytes = decoded(field, data.group(2));
            if (kind == Part.Attachment.Kind.IMAGE && !ImageTypes.is(mediaType, bytes)) {
                throw invalid(field, "must hold an image of its media type");
            }
            return url;
        }
        if (!HTTPS.matcher(url).matches() || url.length() > LONGEST_URL) {
            throw invalid(field, "must have a url that begins with https:// or is a data URL in base64");
        }
        return url;
    }

    private static byte[] decoded(String field, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw invalid(field, "must hold data in base64");
        }
    }

    private static DomainException.Invalid invalid(String field, String message) {
        return new DomainException.Invalid("parts." + field, message);
    }
}
