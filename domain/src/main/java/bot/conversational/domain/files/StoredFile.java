package bot.conversational.domain.files;

import bot.conversational.domain.llm.parts.Part;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An uploaded file, without its bytes.
 *
 * @param blob names it among the files of its user
 * @param mediaType in lower case and without parameters, such as {@code image/png}
 * @param name as the user has it; for people only
 * @param size in bytes
 */
public record StoredFile(Part.Origin.Blob blob, String mediaType, Optional<String> name, long size) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** The blob of this spelling, or nothing when it can be none. */
    public static Optional<Part.Origin.Blob> blob(String text) {
        return Optional.of(text).filter(it -> SHA256.matcher(it).matches()).map(Part.Origin.Blob::new);
    }
}
