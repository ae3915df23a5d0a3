package bot.conversational.domain.shared;

class CountingIdSourceTest implements IdSourceContract {

    @Override
    public IdSource ids() {
        return new CountingIdSource();
    }
}
