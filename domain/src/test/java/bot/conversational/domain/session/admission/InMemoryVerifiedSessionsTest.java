package bot.conversational.domain.session.admission;

class InMemoryVerifiedSessionsTest implements VerifiedSessionsContract {

    @Override
    public VerifiedSessions verified() {
        return new InMemoryVerifiedSessions();
    }
}
