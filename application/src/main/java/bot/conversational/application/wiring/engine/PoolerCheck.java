package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.postgres.database.PreparedStatementsCheck;
import bot.conversational.application.config.PostgresConfiguration;

/** What stands between the service and PostgreSQL. */
public final class PoolerCheck {

    private PoolerCheck() {}

    /** Ends the process behind a pooler that does not work with it, in one line: each call would say something else. */
    public static void exitBehindABadOne(PostgresConfiguration postgres) {
        if (PreparedStatementsCheck.mixedUp(
                postgres.url(), postgres.user(), postgres.password().reveal())) {
            System.err.println("PostgreSQL is behind a pooler that mixes up prepared statements: set"
                    + " max_prepared_statements = 300 in pgbouncer.ini, as infra/scale/pgbouncer.ini has it");
            System.exit(1);
        }
    }
}
