package bot.conversational.adapters.engines;

/** A server that is frozen until the end of a {@code try} block, however the block ends. */
public final class PausedEngine implements AutoCloseable {

    private final Engine engine;

    private PausedEngine(Engine engine) {
        this.engine = engine;
    }

    public static PausedEngine freeze(Engine engine) {
        engine.pause();
        return new PausedEngine(engine);
    }

    /** Thaws the server; a repeat changes nothing. */
    @Override
    public void close() {
        engine.resume();
    }
}
