package bot.conversational.domain.llm;

/** Counts the tokens of a text about as a model would. */
public interface TokenCounter {

    /** At least 0; never fails, whatever the text holds. */
    int count(String text);
}
