package bot.conversational.domain.audit;

/** What is audited. Names are stored: they stay. */
public enum AuditAction {
    /** Somebody logged in, or failed to. */
    LOG_IN,

    /** Users chose another password in a session of theirs. */
    PASSWORD_CHANGE,

    /** An operator, or who had a one-time token, chose a password. */
    PASSWORD_RESET,

    /** An administrator had a one-time token made for an account. */
    PASSWORD_TOKEN,

    USER_INVITE,
    USER_SUSPEND,
    USER_RESUME,
    USER_ERASE,
    ROLE_CHANGE,
    LIMITS_CHANGE,

    /** An administrator ended all sessions of an account. */
    SESSIONS_END,

    /** A user made an API key, or an administrator one of a service. */
    KEY_CREATE,

    KEY_CHANGE,
    KEY_REVOKE,

    /** A user shared a conversation, had a share show it as it is now, or ended the share. */
    SHARE_CREATE,

    SHARE_RENEW,
    SHARE_REVOKE,

    /** A user had all data of the account exported. */
    EXPORT_CREATE
}
