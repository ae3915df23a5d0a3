package bot.conversational.adapters.postgres.accounts;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.EmailAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CustomChangeException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/**
 * Gives accounts the key that their address has now, the oldest first. Of two accounts that share a mailbox the younger
 * keeps its old key, by which it is still found, and nobody can register the mailbox again. An address that cannot be
 * read keeps its key, too.
 */
public final class FoldedEmailKeys implements CustomTaskChange {

    /** In ASCII alone, and without labels that stand for other letters, the key is what it was. */
    private static final String OTHERS = """
            select id, email, email_key
              from users
             where email ~ '[^\\x01-\\x7F]' or email ~* '[@.]xn--'
             order by created_at, id
            """;

    private static final String GIVE = """
            update users set email_key = ?
             where id = ? and not exists (select from users where email_key = ?)
            """;

    private static final int AT_A_TIME = 1_000;

    private long given;

    @Override
    public void execute(Database database) throws CustomChangeException {
        Connection connection = ((JdbcConnection) database.getConnection()).getUnderlyingConnection();
        try (PreparedStatement others = connection.prepareStatement(OTHERS);
                PreparedStatement give = connection.prepareStatement(GIVE)) {
            others.setFetchSize(AT_A_TIME);
            try (ResultSet row = others.executeQuery()) {
                while (row.next()) {
                    Optional<String> key = key(row.getString("email"));
                    if (key.isPresent() && !key.get().equals(row.getString("email_key"))) {
                        give(give, row.getObject("id", UUID.class), key.get());
                    }
                }
            }
        } catch (SQLException failure) {
            throw new CustomChangeException(failure);
        }
    }

    private void give(PreparedStatement give, UUID account, String key) throws SQLException {
        give.setString(1, key);
        give.setObject(2, account);
        give.setString(3, key);
        given += give.executeUpdate();
    }

    private static Optional<String> key(String email) {
        try {
            return Optional.of(new EmailAddress(email).key());
        } catch (DomainException.Invalid | DomainException.Malformed unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String getConfirmationMessage() {
        return given + " keys of e-mail addresses changed";
    }

    @Override
    public void setUp() {
        // nothing to set up
    }

    @Override
    public void setFileOpener(ResourceAccessor resources) {
        // no files
    }

    @Override
    public ValidationErrors validate(Database database) {
        return new ValidationErrors();
    }
}
