package bot.conversational.domain.user;

class QuickPasswordHasherTest implements PasswordHasherContract {

    private final PasswordHasher hasher = new QuickPasswordHasher();

    @Override
    public PasswordHasher hasher() {
        return hasher;
    }
}
