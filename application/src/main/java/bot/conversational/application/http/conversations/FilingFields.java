package bot.conversational.application.http.conversations;

import bot.conversational.application.http.json.JsonField;
import bot.conversational.domain.folder.FilingEdit;
import bot.conversational.domain.folder.FilingEdit.FolderChange;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.shared.DomainException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of bodies that say where a conversation or a folder is kept. */
public final class FilingFields {

    private FilingFields() {}

    /** @throws DomainException.Invalid when there are too many, or one breaks a tag's rules */
    static Tags tags(List<String> texts) {
        if (texts.stream().anyMatch(Objects::isNull)) {
            throw new DomainException.Invalid("tags", "must not hold null");
        }
        return Tags.of(texts);
    }

    /** Null tags are none. */
    static FilingEdit edit(JsonField<@Nullable UUID> folder, JsonField<@Nullable List<String>> tags) {
        Optional<Tags> given = switch (tags) {
            case JsonField.Absent<List<String>> ignored -> Optional.empty();
            case JsonField.Null<List<String>> ignored -> Optional.of(Tags.NONE);
            case JsonField.Value<List<String>>(List<String> texts) -> Optional.of(tags(texts));
        };
        return new FilingEdit(change(folder), given);
    }

    /** Null is none. */
    public static FolderChange change(JsonField<@Nullable UUID> folder) {
        return switch (folder) {
            case JsonField.Absent<UUID> ignored -> new FolderChange.Stay();
            case JsonField.Null<UUID> ignored -> new FolderChange.MoveOut();
            case JsonField.Value<UUID>(UUID id) -> new FolderChange.MoveInto(new FolderId(id));
        };
    }
}
