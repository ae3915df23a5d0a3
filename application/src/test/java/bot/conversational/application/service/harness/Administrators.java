package bot.conversational.application.service.harness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Makes administrators in the database of an installation, as an operator's command would. */
public record Administrators(Deployment deployment) {

    public static String newEmail() {
        return "somebody-" + UUID.randomUUID() + "@example.com";
    }

    /** One that is logged in at a node. */
    public Api at(Node node) {
        String email = newEmail();
        node.api().asNewUser(email);
        try (Connection connection = deployment.connect();
                PreparedStatement promote =
                        connection.prepareStatement("update users set role = 'admin' where email = ?")) {
            promote.setString(1, email);
            promote.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return node.api().logIn(email);
    }
}
