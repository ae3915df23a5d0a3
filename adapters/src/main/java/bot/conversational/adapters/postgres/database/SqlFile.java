package bot.conversational.adapters.postgres.database;

import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/** The statements that are too long for a text block. Their headers and comments stay here and are not sent. */
public final class SqlFile {

    private static final ClasspathSqlLocator LOCATOR = ClasspathSqlLocator.removingComments();

    private SqlFile() {}

    /** @param name such as {@code turns/begin}; a file that is missing is found out when its store is made */
    public static String read(String name) {
        String sql = LOCATOR.getResource(SqlFile.class.getClassLoader(), "sql/" + name + ".sql")
                .strip();
        return StatementNames.ofFile(name, sql);
    }
}
