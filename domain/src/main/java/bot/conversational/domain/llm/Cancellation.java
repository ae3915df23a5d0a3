package bot.conversational.domain.llm;

import java.util.ArrayList;
import java.util.List;

/** Lets one thread stop a generation in another at once. The stopping thread calls the listeners. */
public final class Cancellation {

    private final List<Runnable> listeners = new ArrayList<>();
    private boolean stopped;

    /** Stops. Listeners are called once, however often and by whichever thread this is called. */
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
