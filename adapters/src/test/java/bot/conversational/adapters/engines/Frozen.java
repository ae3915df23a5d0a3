package bot.conversational.adapters.engines;

/** A server that is frozen until the end of a {@code try} block, however the block ends. */
public final class Frozen implements AutoCloseable {

    private final Engine engine;

    private Frozen(Engine engine) {
        this.engine = engine;
    }

    public static Frozen freeze(Engine engine) {
        engine.pause();
        return new Frozen(engine);
    }

    /** Thaws the server; a repeat changes nothing. */
    @Override
    public void close() {
        engine.resume();
    }
}
