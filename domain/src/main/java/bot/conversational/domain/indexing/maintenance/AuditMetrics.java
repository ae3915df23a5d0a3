package bot.conversational.domain.indexing.maintenance;

/** Is told of what the standing audit sees. */
public interface AuditMetrics {

    /** A piece was looked at, and this was found in it. */
    void found(Findings findings);

    /** Everything was looked at once. */
    void rounded();
}
