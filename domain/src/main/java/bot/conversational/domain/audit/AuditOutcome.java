package bot.conversational.domain.audit;

/** What came of an act. */
public enum AuditOutcome {
    SUCCESS,
    FAILURE
}
