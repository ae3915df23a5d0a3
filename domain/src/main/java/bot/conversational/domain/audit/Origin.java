package bot.conversational.domain.audit;

import java.util.Optional;

/**
 * Where an act came from.
 *
 * @param address of the client, of IPv6 its network; empty for a command
 * @param requestId of the call; empty for a command
 */
public record Origin(Optional<String> address, Optional<String> requestId) {

    /** A command of the operator. */
    public static final Origin COMMAND = new Origin(Optional.empty(), Optional.empty());
}
