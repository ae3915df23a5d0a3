package bot.conversational.adapters.engines;

/** What can be done to a server from outside. */
public interface EngineControl {

    void pause();

    void resume();

    void kill();

    void restart();
}
