package bot.conversational.application.wiring.engine;

import bot.conversational.adapters.postgres.database.AccessCheck;
import bot.conversational.adapters.postgres.database.PreparedStatementsCheck;
import bot.conversational.application.config.PostgresConfiguration;
import bot.conversational.application.startup.CannotServe;

/** Whether PostgreSQL, and what stands in front of it, is set up for the service. That it is unavailable is no matter here. */
public final class PostgresCheck {

    private PostgresCheck() {}

    /** @throws CannotServe when it is not: each call would say so in other words */
    public static void assertUsable(PostgresConfiguration postgres) {
        String password = postgres.password().reveal();
        AccessCheck.refusal(postgres.url(), postgres.user(), password).ifPresent(refusal -> {
            throw new CannotServe(
                    "PostgreSQL refuses " + postgres.user() + " and what POSTGRES_PASSWORD says: " + refusal);
        });
        if (PreparedStatementsCheck.mixedUp(postgres.url(), postgres.user(), password)) {
            throw new CannotServe("PostgreSQL is behind a pooler that mixes up prepared statements: set"
                    + " max_prepared_statements = 300 in pgbouncer.ini, as infra/scale/pgbouncer.ini has it");
        }
    }
}
