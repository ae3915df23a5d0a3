package bot.conversational.benchmarks.users;

/** A time that is measured. */
public enum Metric {
    /** From when a turn was due until its question was durable. */
    CREATED,
    /** From when a turn was due until the first text. */
    FIRST_TEXT,
    /** Between two events of a stream. */
    GAP,
    /** From when a turn was due until all of its answer was there. */
    WHOLE,
    /** From when a call was due until it was refused with 429 or 503. */
    REFUSED,
    /** From an answer's end until a search finds it. */
    LAG,
    HISTORY,
    LIST,
    SEARCH,
    /** From when a call was due until it was sent: the generator's own lateness. */
    LATE
}
