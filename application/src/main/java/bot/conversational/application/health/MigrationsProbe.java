package bot.conversational.application.health;

import io.dropwizard.db.DataSourceFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.Callable;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;

/** Whether the schema has every step that this version of the service knows. Once it has, it is not asked again. */
public final class MigrationsProbe implements Callable<String> {

    private final DataSourceFactory database;
    private volatile boolean complete;

    public MigrationsProbe(DataSourceFactory database) {
        this.database = database;
    }

    @Override
    public String call() throws Exception {
        if (!complete) {
            List<ChangeSet> missing = missing();
            if (!missing.isEmpty()) {
                throw new IllegalStateException(missing.size()
                        + " steps are missing, run: java -jar conversational-bot.jar db migrate config.yml");
            }
            complete = true;
        }
        return "complete";
    }

    private List<ChangeSet> missing() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(database.getUrl(), database.getUser(), database.getPassword());
                Liquibase liquibase = new Liquibase(
                        "migrations.xml",
                        new ClassLoaderResourceAccessor(),
                        DatabaseFactory.getInstance()
                                .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
            return liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression());
        }
    }
}
