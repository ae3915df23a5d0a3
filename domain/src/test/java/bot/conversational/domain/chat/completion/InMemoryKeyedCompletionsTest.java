package bot.conversational.domain.chat.completion;

class InMemoryKeyedCompletionsTest implements KeyedCompletionsContract {

    private final KeyedCompletions keyed = new InMemoryKeyedCompletions();

    @Override
    public KeyedCompletions keyed() {
        return keyed;
    }
}
