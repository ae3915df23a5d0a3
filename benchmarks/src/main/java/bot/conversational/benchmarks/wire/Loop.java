package bot.conversational.benchmarks.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * One thread for sockets and tasks with a time. Tasks run up to a millisecond late, and later when there is too much to
 * do: whoever calls by the clock counts from when a call was due. Not for other threads.
 */
public final class Loop {

    /** What is called when a channel can go on. */
    interface Ready {
        void ready() throws IOException;

        /** The channel is of no use any more. */
        void failed(IOException why);
    }

    private record Task(long due, Runnable body) {}

    private final Selector selector;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>((a, b) -> Long.signum(a.due - b.due));
    private boolean over;

    public Loop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param due by {@link System#nanoTime} */
    public void at(long due, Runnable body) {
        tasks.add(new Task(due, body));
    }

    public void after(long millis, Runnable body) {
        at(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), body);
    }

    /** Lets {@link #run} return. */
    public void stop() {
        over = true;
    }

    /** Serves until it is stopped. */
    public void run() {
        try {
            while (!over) {
                long wait = runDue();
                if (wait == 0) {
                    selector.selectNow(this::serve);
                } else {
                    selector.select(this::serve, wait);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SelectionKey register(SelectableChannel channel, int interest, Ready ready) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, interest, ready);
    }

    /** Returns the milliseconds until the next task is due. */
    private long runDue() {
        Task next = tasks.peek();
        while (next != null && next.due - System.nanoTime() <= 0 && !over) {
            tasks.poll();
            next.body.run();
            next = tasks.peek();
        }
        if (next == null) {
            return 1_000;
        }
        long nanos = next.due - System.nanoTime();
        return nanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }

    private void serve(SelectionKey key) {
        Ready ready = (Ready) key.attachment();
        if (!key.isValid()) {
            return; // closed by whoever was served before
        }
        try {
            ready.ready();
        } catch (IOException e) {
            key.cancel();
            ready.failed(e);
        }
    }
}
