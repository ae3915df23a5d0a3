package bot.conversational.domain.exporting;

import java.util.UUID;

/** Names an export of an account. */
public record ExportId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
