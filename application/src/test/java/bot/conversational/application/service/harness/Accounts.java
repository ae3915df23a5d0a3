package bot.conversational.application.service.harness;

import bot.conversational.adapters.local.Uuid7Source;
import bot.conversational.adapters.passwords.Argon2PasswordHasher;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.user.Password;
import bot.conversational.domain.user.UserId;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Makes accounts as the service would, but for the hashing of a password for each, which is slow on purpose. */
record Accounts(String url, String user, String password) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final IdSource IDS = new Uuid7Source(InstantSource.system());
    private static final String HASH = hash();

    /** Tries again on a machine that is so busy that the first hash takes longer than a caller would wait for it. */
    private static String hash() {
        Argon2PasswordHasher hasher = new Argon2PasswordHasher(RANDOM);
        while (true) {
            try {
                return hasher.hash(new Password(Api.PASSWORD)).value();
            } catch (DomainException.LimitExceeded busy) {
                // The class is being initialized: to wait with another thread's help would be for ever.
                Thread.onSpinWait();
            }
        }
    }

    /** In the database of a node. */
    static Accounts of(Map<String, String> environment) {
        return new Accounts(
                "jdbc:postgresql://" + environment.get("POSTGRES_HOST") + ":" + environment.get("POSTGRES_PORT") + "/"
                        + environment.get("POSTGRES_DB"),
                environment.getOrDefault("POSTGRES_USER", ""),
                environment.getOrDefault("POSTGRES_PASSWORD", ""));
    }

    /** An account with {@link Api#PASSWORD}, logged in. */
    SessionToken add(String email) {
        UUID id = IDS.next();
        SessionToken token = SessionToken.issue(new UserId(id), RANDOM);
        try (Connection connection = DriverManager.getConnection(url, user, password);
                PreparedStatement insert = connection.prepareStatement("""
                        with account as (
                            insert into users (id, email, email_key, password_hash, role, created_at)
                            values (?, ?, ?, ?, 'user', now()) returning id
                        )
                        insert into sessions (user_id, id, digest, created_at, last_seen_at, ends_at)
                        select id, ?, ?, now(), now(), now() + interval '1 day' from account
                        """)) {
            insert.setObject(1, id);
            insert.setString(2, email);
            insert.setString(3, email.toLowerCase(Locale.ROOT));
            insert.setString(4, HASH);
            insert.setObject(5, IDS.next());
            insert.setString(6, token.digest());
            insert.executeUpdate();
            return token;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
