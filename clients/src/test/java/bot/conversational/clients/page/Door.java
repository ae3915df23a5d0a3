package bot.conversational.clients.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between a browser and the nodes, as a balancer does: it can cut all connections, be closed, and lead elsewhere. */
final class Door implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;
    private volatile int node;
    private volatile boolean shut;

    /** @param node the port that it leads to */
    Door(int node) {
        this.node = node;
        try {
            server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Where a browser goes in. */
    String address() {
        return "http://localhost:" + server.getLocalPort();
    }

    /** From now on leads to another node; what is under way is cut. */
    void leadTo(int other) {
        node = other;
        shut = false;
        cut();
    }

    /** Leads whoever comes from now on to another node; what is under way stays. */
    void leadNextTo(int other) {
        node = other;
    }

    /** Lets nobody in, and cuts what is under way. */
    void shut() {
        shut = true;
        cut();
    }

    private void cut() {
        open.forEach(Door::close);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket browser = server.accept();
                threads.execute(() -> lead(browser));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void lead(Socket browser) {
        if (shut) {
            close(browser);
            return;
        }
        try (browser;
                Socket service = new Socket(InetAddress.getLoopbackAddress(), node)) {
            open.add(browser);
            open.add(service);
            threads.execute(() -> copy(browser, service));
            copy(service, browser);
        } catch (IOException gone) {
            return; // whoever was there notices by himself
        } finally {
            open.remove(browser);
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException cut) {
            // both ends are closed below
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
