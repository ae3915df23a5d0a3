package bot.conversational.adapters.postgres.changes;

import java.util.Comparator;

/**
 * A place among the changes of a shard, spelled {@code XID:NUMBER}.
 *
 * @param xid of the transaction, which PostgreSQL never uses again
 * @param number of the change
 */
record ChangePosition(long xid, long number) implements Comparable<ChangePosition> {

    private static final Comparator<ChangePosition> ORDER =
            Comparator.comparingLong(ChangePosition::xid).thenComparingLong(ChangePosition::number);

    static ChangePosition parse(String text) {
        int colon = text.indexOf(':');
        return new ChangePosition(
                Long.parseUnsignedLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    @Override
    public int compareTo(ChangePosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return xid + ":" + number;
    }
}
