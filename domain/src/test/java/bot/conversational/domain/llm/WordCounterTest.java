package bot.conversational.domain.llm;

class WordCounterTest implements TokenCounterContract {

    @Override
    public TokenCounter counter() {
        return new WordCounter();
    }
}
