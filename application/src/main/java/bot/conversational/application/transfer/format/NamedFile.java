package bot.conversational.application.transfer.format;

import java.util.Optional;

/**
 * A file that a message names.
 *
 * @param id in the source, which says where its bytes are
 */
public record NamedFile(String id, Optional<String> name, Optional<String> mediaType) {}
