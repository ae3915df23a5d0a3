package bot.conversational.domain.user;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An e-mail address as its owner wrote it. Two addresses that reach one mailbox are the same account, which
 * {@link #key()} decides.
 *
 * @param value at most 254 characters (RFC 5321's path limit)
 */
public record EmailAddress(String value) {

    // An address that a mail server could deliver to, not the whole grammar of RFC 5322. This only finds typos: nothing
    // but a mail proves an address.
    private static final Pattern SHAPE = Pattern.compile(
            "[^\\s@\"(),:;<>\\[\\\\\\]\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}\\p{M}-]+(\\.[\\p{L}\\p{N}\\p{M}-]+)*");

    /** A label in ASCII that stands for one in other letters (RFC 5890). */
    private static final String ASCII_LABEL = "xn--";

    public EmailAddress {
        Text.checked("email", value, 3, 254);
        if (!SHAPE.matcher(value).matches()) {
            throw new DomainException.Invalid("email", "must be an e-mail address");
        }
    }

    /**
     * Checks an address that is being registered; one that is looked for may be of an account from before a rule.
     *
     * @throws DomainException.Invalid when it has characters that nobody can see, or that stand for others which no
     *     address has
     */
    public static EmailAddress chosen(String value) {
        EmailAddress address = new EmailAddress(value);
        if (!value.codePoints().allMatch(Text::isVisible)
                || !SHAPE.matcher(address.key()).matches()) {
            throw new DomainException.Invalid("email", "must have no characters that cannot be seen");
        }
        return address;
    }

    /**
     * The form that is unique among all accounts: without case, with each letter in one form (NFKC), and the domain in
     * letters. It agrees with UTS 46 where domains can be registered.
     */
    public String key() {
        int at = value.lastIndexOf('@');
        String domain = Arrays.stream(folded(value.substring(at + 1)).split("\\."))
                .map(EmailAddress::inLetters)
                .collect(Collectors.joining("."));
        return folded(value.substring(0, at)) + "@" + domain;
    }

    /** The form that was unique before: accounts that would share a {@link #key()} still have it. */
    public String formerKey() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** Letter by letter: the sigma of a word's end stays as it is, since domains tell the two apart. */
    private static String folded(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    /** One that is not the only way to write its letters is no label, and stays. */
    private static String inLetters(String label) {
        return label.startsWith(ASCII_LABEL)
                ? Punycode.decode(label.substring(ASCII_LABEL.length()))
                        .filter(letters -> letters.equals(folded(letters)))
                        .orElse(label)
                : label;
    }

    @Override
    public String toString() {
        return "EmailAddress[redacted]";
    }
}
