package bot.conversational.application.module;

import bot.conversational.application.background.BackgroundJob;
import bot.conversational.application.health.EngineBreaker;
import bot.conversational.application.health.Essential;
import bot.conversational.application.health.HealthProbe;
import bot.conversational.application.health.MetricSource;
import bot.conversational.application.health.SampledGauge;
import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Names;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What a module declares, in one line each. Classes are bound by their one public constructor: neither the domain nor
 * an adapter needs an annotation, and no dependency is written twice.
 */
public abstract class CapabilityModule extends AbstractModule {

    protected static final String RESOURCES = "resources";

    /** Asks something whether it is well: a line for the operator, or an exception with one. */
    @FunctionalInterface
    protected interface Question<T> {
        String ask(T asked) throws Exception;
    }

    /** Makes one object of a class. */
    protected final <T> void useCase(Class<T> type) {
        adapter(type, type);
    }

    /** Puts one object of a class behind a port. */
    protected final <P, A extends P> void adapter(Class<P> port, Class<A> adapter) {
        bind(port).toConstructor(onlyConstructor(adapter)).in(Singleton.class);
    }

    /** Makes one object out of another, for when a constructor needs a value of the configuration. */
    protected final <P, A> void provide(Class<P> port, Class<A> from, Function<A, ? extends P> make) {
        Provider<A> given = getProvider(from);
        bind(port).toProvider(() -> make.apply(given.get())).in(Singleton.class);
    }

    /** Makes one object out of two others. */
    protected final <P, A, B> void provide(
            Class<P> port, Class<A> from, Class<B> and, BiFunction<A, B, ? extends P> make) {
        Provider<B> other = getProvider(and);
        provide(port, from, given -> make.apply(given, other.get()));
    }

    /** Serves the calls of a Jersey resource. */
    protected final <T> void resource(Class<T> type) {
        Multibinder.newSetBinder(binder(), Object.class, Names.named(RESOURCES))
                .addBinding()
                .toConstructor(onlyConstructor(type))
                .in(Singleton.class);
    }

    /** Has work done once each interval, see {@link BackgroundJob#every}. */
    protected final <T> void every(Duration interval, String name, Class<T> type, Consumer<T> work) {
        element(BackgroundJob.class, type, worker -> BackgroundJob.every(name, interval, () -> work.accept(worker)));
    }

    /** Has work done at once while there is more, see {@link BackgroundJob#whileBusy}. */
    protected final <T> void whileBusy(Duration interval, String name, Class<T> type, Predicate<T> work) {
        element(BackgroundJob.class, type, worker -> BackgroundJob.whileBusy(name, interval, () -> work.test(worker)));
    }

    /** Adds a health check of this name. */
    protected final <T> void probe(String name, Class<T> type, Question<T> question) {
        element(HealthProbe.class, type, asked -> new HealthProbe(name, () -> question.ask(asked)));
    }

    /** Adds something without which the process is to be started anew. */
    protected final <T> void essential(String name, Class<T> type, Predicate<T> lives) {
        element(Essential.class, type, asked -> new Essential(name, () -> lives.test(asked)));
    }

    /** Adds a metric that only grows. */
    protected final <T> void counter(String name, String help, Class<T> type, ToLongFunction<T> value) {
        element(MetricSource.class, type, it -> MetricSource.counter(name, help, () -> value.applyAsLong(it)));
    }

    /** Adds a metric that is as it is. */
    protected final <T> void gauge(String name, String help, Class<T> type, ToDoubleFunction<T> value) {
        element(MetricSource.class, type, it -> MetricSource.gauge(name, help, () -> value.applyAsDouble(it)));
    }

    /** Adds a metric that a store knows, see {@link SampledGauge}. */
    protected final <T> void sampledGauge(String name, String help, Class<T> store, ToDoubleFunction<T> value) {
        Provider<T> given = getProvider(store);
        SampledGauge gauge = new SampledGauge(name, help, () -> value.applyAsDouble(given.get()));
        Multibinder.newSetBinder(binder(), MetricSource.class).addBinding().toInstance(gauge);
        Multibinder.newSetBinder(binder(), BackgroundJob.class)
                .addBinding()
                .toInstance(BackgroundJob.every("metric-" + name, SampledGauge.INTERVAL, gauge::sample));
    }

    /** Adds a circuit breaker before an engine, see {@link EngineBreaker}. */
    protected final <T> void breaker(String engine, String name, Class<T> type, ToDoubleFunction<T> openness) {
        element(EngineBreaker.class, type, it -> new EngineBreaker(engine, name, () -> openness.applyAsDouble(it)));
    }

    /** Adds what is made out of an object to the set of all such elements. */
    protected final <E, A> void element(Class<E> set, Class<A> from, Function<A, ? extends E> make) {
        Provider<A> given = getProvider(from);
        Multibinder.newSetBinder(binder(), set).addBinding().toProvider(() -> make.apply(given.get()));
    }

    @SuppressWarnings("unchecked") // a class has constructors of its own type only
    private static <T> Constructor<T> onlyConstructor(Class<T> type) {
        Constructor<?>[] all = type.getConstructors();
        if (all.length != 1) {
            throw new IllegalArgumentException(type + " must have one public constructor, and has " + all.length);
        }
        return (Constructor<T>) all[0];
    }
}
