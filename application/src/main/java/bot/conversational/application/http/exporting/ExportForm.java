package bot.conversational.application.http.exporting;

/** What a conversation is exported as. */
public enum ExportForm {
    /** For programs: all of it, in the form that imports read. */
    JSON,

    /** For people: one branch, without thoughts. */
    MARKDOWN
}
