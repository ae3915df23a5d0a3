package bot.conversational.domain.sharing;

import java.util.UUID;

/** Names a share to its owner. Readers know its {@link ShareToken} alone. */
public record ShareId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
