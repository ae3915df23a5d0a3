package bot.conversational.domain.user;

import java.text.Normalizer;
import java.util.concurrent.atomic.AtomicInteger;

/** Costs nothing and hides nothing, for tests of what a password opens. */
public final class QuickPasswordHasher implements PasswordHasher {

    private final AtomicInteger salts = new AtomicInteger();

    @Override
    public PasswordHash hash(Password password) {
        return new PasswordHash(salts.incrementAndGet() + "$" + normal(password));
    }

    @Override
    public PasswordHash hashForStranger(Password password) {
        return hash(password);
    }

    @Override
    public boolean verify(Password password, PasswordHash hash) {
        return hash.value().substring(hash.value().indexOf('$') + 1).equals(normal(password));
    }

    /** Those that begin with a letter, which {@link #hash} never makes. */
    @Override
    public boolean outdated(PasswordHash hash) {
        return Character.isLetter(hash.value().charAt(0));
    }

    @Override
    public void verifyNothing(Password password) {}

    private static String normal(Password password) {
        return Normalizer.normalize(password.value(), Normalizer.Form.NFKC);
    }
}
