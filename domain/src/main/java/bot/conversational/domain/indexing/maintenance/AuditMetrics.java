package bot.conversational.domain.indexing.maintenance;

/** Receives the results of the continuous audit. */
public interface AuditMetrics {

    /** A piece was looked at, and this was found in it. */
    void found(Findings findings);

    /** Everything was looked at once. */
    void rounded();
}
