package bot.conversational.domain.session;

class InMemoryVerifiedSessionsTest implements VerifiedSessionsContract {

    @Override
    public VerifiedSessions verified() {
        return new InMemoryVerifiedSessions();
    }
}
