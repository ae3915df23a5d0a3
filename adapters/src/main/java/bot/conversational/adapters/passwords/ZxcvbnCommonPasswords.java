package bot.conversational.adapters.passwords;

import bot.conversational.domain.user.CommonPasswords;
import bot.conversational.domain.user.Password;
import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The 30,000 passwords that leaked most often, as the zxcvbn library lists them, in lower case. */
public final class ZxcvbnCommonPasswords implements CommonPasswords {

    private final Set<String> passwords;

    public ZxcvbnCommonPasswords() {
        try {
            passwords =
                    new HashSet<>(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
        } catch (IOException e) {
            throw new UncheckedIOException("The list of common passwords cannot be read", e);
        }
    }

    @Override
    public boolean contains(Password password) {
        return passwords.contains(password.value().toLowerCase(Locale.ROOT));
    }
}
