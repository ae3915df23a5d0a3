package bot.conversational.application.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dropwizard.db.ManagedDataSource;

/** A pool that is open from its making on; Dropwizard closes it. */
final class ManagedHikariPool extends HikariDataSource implements ManagedDataSource {

    ManagedHikariPool(HikariConfig configuration) {
        super(configuration);
    }

    @Override
    public void stop() {
        close();
    }
}
