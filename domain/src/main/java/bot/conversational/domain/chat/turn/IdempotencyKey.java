package bot.conversational.domain.chat.turn;

import bot.conversational.domain.shared.DomainException;
import java.util.regex.Pattern;

/** A client's name for one intent, by which a retry is recognised: 1 to 128 visible ASCII characters. */
public record IdempotencyKey(String value) {

    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7E]{1,128}");

    public IdempotencyKey {
        if (!SHAPE.matcher(value).matches()) {
            throw new DomainException.Invalid("Idempotency-Key", "must have 1 to 128 visible ASCII characters");
        }
    }
}
