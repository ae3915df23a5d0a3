package bot.conversational.application.tracing;

import bot.conversational.application.health.EngineCalls;
import bot.conversational.application.http.metrics.RequestTracer;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.indexing.IndexVersions;
import bot.conversational.domain.llm.LanguageModel;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** Puts what traces a turn around what a turn passes. Without a receiver everything stays as it is. */
public interface Tracing {

    /** Traces nothing, at no cost. */
    Tracing NONE = new Tracing() {};

    /** Begins a trace, or continues the caller's, with each request. */
    default RequestTracer requests() {
        return RequestTracer.NONE;
    }

    /** The same threads, whose tasks belong to the trace of whom they are for. */
    default Executor following(Executor threads) {
        return threads;
    }

    /** Adds what tells the next service the trace of this thread. */
    default void addHeaders(BiConsumer<String, String> headers) {}

    /**
     * Calls of an engine as spans of the trace that they are made for; others have none.
     *
     * @param system as in {@code db_system_name}
     * @param counted is told of them all
     */
    default EngineCalls calls(String system, EngineCalls counted) {
        return counted;
    }

    default LanguageModel models(LanguageModel model) {
        return model;
    }

    default TurnStore turns(TurnStore store) {
        return store;
    }

    /** Writes of an index have traces of their own, with links to the turns whose messages they bring. */
    default IndexVersions indices(IndexVersions versions) {
        return versions;
    }
}
