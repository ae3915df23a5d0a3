package bot.conversational.domain.llm;

import java.util.ArrayList;
import java.util.List;

/** Lets one thread tell a generation in another to stop, at once: what listens is called by the thread that stops. */
public final class Cancellation {

    private final List<Runnable> listeners = new ArrayList<>();
    private boolean stopped;

    /** Stops. Listeners are called once, whoever stops and how often. */
    public void stop() {
        List<Runnable> toCall;
        synchronized (listeners) {
            stopped = true;
            toCall = List.copyOf(listeners);
            listeners.clear();
        }
        toCall.forEach(Runnable::run);
    }

    public boolean stopped() {
        synchronized (listeners) {
            return stopped;
        }
    }

    /** Calls the listener when it stops, or now when it has. */
    public void onStop(Runnable listener) {
        synchronized (listeners) {
            if (!stopped) {
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }
}
