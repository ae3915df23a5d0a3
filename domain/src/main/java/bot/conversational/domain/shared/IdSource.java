package bot.conversational.domain.shared;

import java.util.UUID;

/** Makes the ids of everything the service creates. */
public interface IdSource {

    /**
     * A fresh UUIDv7 (RFC 9562). Ids of one node ascend; never the same twice, whichever thread or node asks.
     */
    UUID next();
}
