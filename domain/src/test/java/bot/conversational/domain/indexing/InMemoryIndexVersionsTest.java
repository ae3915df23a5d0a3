package bot.conversational.domain.indexing;

class InMemoryIndexVersionsTest implements IndexVersionsContract {

    @Override
    public Fresh fresh() {
        InMemoryIndexVersions versions = new InMemoryIndexVersions();
        return new Fresh(versions, versions);
    }
}
