package bot.conversational.adapters.elasticsearch.client;

/** Is told of each call that was made of Elasticsearch, on the call's thread. It never waits and never fails. */
@FunctionalInterface
public interface CallObserver {

    /** Observes nothing. */
    CallObserver NONE = (answered, nanos) -> {};

    /**
     * A call is over.
     *
     * @param answered whether Elasticsearch answered; a refusal for what the request says is an answer
     * @param nanos that it took
     */
    void ended(boolean answered, long nanos);
}
