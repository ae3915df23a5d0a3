package bot.conversational.application.transfer.format;

import bot.conversational.domain.llm.parts.Part;
import java.util.Optional;

/** The bytes of files that messages name. */
@FunctionalInterface
public interface Assets {

    /** Of a file that has nothing but conversations. */
    Assets NONE = named -> Optional.empty();

    /** The file as a part, with its bytes stored; empty when they are not there, or are not taken. */
    Optional<Part.Attachment> find(NamedFile named);
}
