package bot.conversational.domain.transfer;

import java.util.UUID;

/** Of an import that a caller began; later ones are greater. */
public record ImportId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
