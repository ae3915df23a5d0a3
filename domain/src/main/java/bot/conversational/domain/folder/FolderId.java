package bot.conversational.domain.folder;

import java.util.UUID;

public record FolderId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
