package bot.conversational.domain.chat;

class WordCounterTest implements TokenCounterContract {

    @Override
    public TokenCounter counter() {
        return new WordCounter();
    }
}
