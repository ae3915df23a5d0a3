package bot.conversational.adapters.postgres.replica;

import bot.conversational.domain.cluster.LogPosition;
import org.jdbi.v3.core.Handle;

/** Where the primary's log is. */
final class PrimaryPlace {

    /** Behind every commit that was acknowledged before: where commits wait for the disk, what is on it has them. */
    private static final String PLACE = """
            select left(pg_walfile_name(place), 8) as timeline, place::text as lsn
              from (select case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn()
                                                                      else pg_current_wal_flush_lsn() end as place) here
            """;

    private PrimaryPlace() {}

    static LogPosition of(Handle handle) {
        return handle.createQuery(PLACE)
                .map((row, context) -> new WalPosition(
                                Integer.parseUnsignedInt(row.getString("timeline"), 16), row.getString("lsn"))
                        .asPosition())
                .one();
    }
}
