package bot.conversational.application.wiring.capability;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Names;
import java.lang.reflect.Constructor;

/** Binds by constructor: neither the domain nor an adapter needs an annotation, and no dependency is written twice. */
public abstract class CapabilityModule extends AbstractModule {

    static final String RESOURCES = "resources";

    /** Makes one object of a class by its one public constructor. */
    protected final <T> void useCase(Class<T> type) {
        adapter(type, type);
    }

    /** Puts one object of a class, made by its one public constructor, behind a port. */
    protected final <P, A extends P> void adapter(Class<P> port, Class<A> adapter) {
        bind(port).toConstructor(onlyConstructor(adapter)).in(Singleton.class);
    }

    /** Serves the calls of a Jersey resource, made by its one public constructor. */
    protected final <T> void resource(Class<T> type) {
        Multibinder.newSetBinder(binder(), Object.class, Names.named(RESOURCES))
                .addBinding()
                .toConstructor(onlyConstructor(type))
                .in(Singleton.class);
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
