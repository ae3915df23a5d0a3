package bot.conversational.domain.chat.live;

import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.conversation.MessageId;
import java.util.Optional;

/** What a user wants by a turn: turns of one intent count as one against the user's limit. */
sealed interface Intent {

    /** Retries under one key want the same. */
    record Keyed(IdempotencyKey key) implements Intent {}

    /** A turn without a key wants something of its own. */
    record Single(MessageId answer) implements Intent {}

    /** An answer of no conversation is something of its own. */
    record Lone(LoneAnswer answer) implements Intent {}

    static Intent of(Optional<IdempotencyKey> key, MessageId answer) {
        return key.<Intent>map(Keyed::new).orElseGet(() -> new Single(answer));
    }
}
