package bot.conversational.adapters.calls;

/** Is told of each call that was made of an engine, on the call's thread. It never waits and never fails. */
@FunctionalInterface
public interface CallObserver {

    /** Observes nothing. */
    CallObserver NONE = (operation, answered, nanos) -> {};

    /**
     * A call is over. One that a circuit breaker kept back is none.
     *
     * @param operation one of few: a script, a command or an endpoint, never a key or a value
     * @param answered whether the engine answered; a refusal for what the request says is an answer
     * @param nanos that it took
     */
    void ended(String operation, boolean answered, long nanos);
}
