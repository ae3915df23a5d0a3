package bot.conversational.application.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A password that was typed, or one that was generated because none was typed.
 *
 * @param generated whether it must be shown to the operator
 */
record PasswordEntry(String value, boolean generated) {

    private static final int RANDOM_BYTES = 18;

    /** From a prompt that does not echo, or without a terminal from the first line of the input. */
    static PasswordEntry ask() throws IOException {
        @Nullable Console console = System.console();
        @Nullable String typed;
        if (console != null) {
            char[] password = console.readPassword("Password (empty: generate one): ");
            typed = password == null ? null : new String(password);
        } else {
            typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        }
        return typed == null || typed.isEmpty() ? generate() : new PasswordEntry(typed, false);
    }

    private static PasswordEntry generate() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new PasswordEntry(Base64.getUrlEncoder().withoutPadding().encodeToString(random), true);
    }

    @Override
    public String toString() {
        return "PasswordEntry[redacted]";
    }
}
