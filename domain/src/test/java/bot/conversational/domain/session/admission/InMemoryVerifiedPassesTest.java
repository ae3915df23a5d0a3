package bot.conversational.domain.session.admission;

class InMemoryVerifiedPassesTest implements VerifiedPassesContract {

    @Override
    public VerifiedPasses verified() {
        return new InMemoryVerifiedPasses();
    }
}
