package bot.conversational.domain.chat.completion;

class InMemoryKnownCompletionsTest implements KnownCompletionsContract {

    private final KnownCompletions known = new InMemoryKnownCompletions();

    @Override
    public KnownCompletions known() {
        return known;
    }
}
