package bot.conversational.application.transfer.assets;

import bot.conversational.domain.files.FileContent;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import java.util.Optional;

/** Where the files of an archive go that its messages name. */
@FunctionalInterface
public interface FileTaker {

    /** For a file that is read and not kept. */
    FileTaker DRY = (where, mediaType, name, content) ->
            Optional.of(new StoredFile(new Blob("0".repeat(64)), mediaType, Optional.of(name), content.size()));

    /**
     * The file as it was stored; empty when it cannot be, which the report then has.
     *
     * @param where it stands in the archive
     */
    Optional<StoredFile> take(String where, String mediaType, String name, FileContent content);
}
