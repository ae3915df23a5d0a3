package bot.conversational.domain.indexing;

class InMemoryIndexVersionsTest implements IndexVersionsContract {

    @Override
    public Fresh fresh() {
        InMemoryIndexVersions generations = new InMemoryIndexVersions();
        return new Fresh(generations, generations);
    }
}
