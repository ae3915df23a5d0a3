package bot.conversational.domain.files;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of media types, as files and parts of messages have them. */
public final class MediaTypes {

    private static final Pattern NAME = Pattern.compile("[a-z0-9._+-]{1,64}/[a-z0-9._+-]{1,64}");

    private MediaTypes() {}

    /**
     * Type and subtype in lower case, without parameters.
     *
     * @param text such as {@code text/plain; charset=UTF-8}
     * @return empty when it is none
     */
    public static Optional<String> parse(String text) {
        int parameters = text.indexOf(';');
        String name = (parameters < 0 ? text : text.substring(0, parameters)).strip();
        return Optional.of(name.toLowerCase(Locale.ROOT))
                .filter(it -> NAME.matcher(it).matches());
    }

    /** Whether files of the type are text, which must be in UTF-8. */
    public static boolean isText(String mediaType) {
        return mediaType.startsWith("text/") || mediaType.equals("application/json");
    }
}
