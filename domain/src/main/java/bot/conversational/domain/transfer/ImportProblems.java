package bot.conversational.domain.transfer;

/** Hears what an import cannot take over. */
@FunctionalInterface
public interface ImportProblems {

    /** A conversation was left out. */
    void skipped(String conversation, String why);

    /** The folder of a conversation is not there, and cannot be made: the conversation is in none. */
    default void unfiled(String conversation) {}

    /** A conversation is older than conversations are kept: it is deleted soon, unless somebody goes on in it or pins it. */
    default void expiring(String conversation) {}
}
