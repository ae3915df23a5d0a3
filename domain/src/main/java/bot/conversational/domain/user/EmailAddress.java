package bot.conversational.domain.user;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address as its owner wrote it. Two addresses that differ only in case are the same account, which
 * {@link #key()} decides.
 *
 * @param value at most 254 characters (RFC 5321's path limit)
 */
public record EmailAddress(String value) {

    // An address that a mail server could deliver to, not the whole grammar of RFC 5322. This only finds typos: nothing
    // but a mail proves an address.
    private static final Pattern SHAPE =
            Pattern.compile("[^\\s@\"(),:;<>\\[\\\\\\]\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)*");

    public EmailAddress {
        Text.checked("email", value, 3, 254);
        if (!SHAPE.matcher(value).matches()) {
            throw new DomainException.Invalid("email", "must be an e-mail address");
        }
    }

    /** The form that is unique among all accounts. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "EmailAddress[redacted]";
    }
}
