package bot.conversational.domain.llm;

import java.util.StringTokenizer;

/** Counts words: tokens that a test can count too. */
public final class WordCounter implements TokenCounter {

    @Override
    public int count(String text) {
        return new StringTokenizer(text).countTokens();
    }
}
