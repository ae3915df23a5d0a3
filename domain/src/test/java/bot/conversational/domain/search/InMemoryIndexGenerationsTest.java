package bot.conversational.domain.search;

class InMemoryIndexGenerationsTest implements IndexGenerationsContract {

    @Override
    public Fresh fresh() {
        InMemoryIndexGenerations generations = new InMemoryIndexGenerations();
        return new Fresh(generations, generations);
    }
}
