package bot.conversational.application.health;

/** Is told of each call of an engine that is over, on its thread. It never waits and never fails. */
@FunctionalInterface
public interface EngineCalls {

    /**
     * A call is over.
     *
     * @param operation one of few: a statement's name, a script, a command or an endpoint
     * @param well whether the engine answered
     */
    void ended(String operation, boolean well, long nanos);
}
