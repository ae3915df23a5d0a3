package bot.conversational.adapters.postgres.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Drops a connection whose server takes no writes. After a failover the address may lead to the new primary, but a
 * connection made too early still leads to the one that is a standby now.
 */
public final class ReadOnlyServer implements SQLExceptionOverride {

    /** read_only_sql_transaction */
    static final String STATE = "25006";

    // The interface has a type of the annotation's name.
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return STATE.equals(failure.getSQLState())
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
