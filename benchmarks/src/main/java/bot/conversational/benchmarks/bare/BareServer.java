package bot.conversational.benchmarks.bare;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The process of the bare server: a virtual thread for each call, and no more than what is compared. */
public final class BareServer {

    /** The line that tells that it takes connections. */
    public static final String READY = "it listens";

    private static final int BACKLOG = 4_096;

    private BareServer() {}

    /** @param arguments the port, and that of the model that {@code /proxy} asks */
    public static void main(String[] arguments) throws Exception {
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(virtual);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        connector.setAcceptQueueSize(BACKLOG);
        server.addConnector(connector);
        server.setHandler(
                new Handler.Sequence(new BareProxy(Integer.parseInt(arguments[1]), virtual), new BareStreams()));
        server.start();
        System.out.println(READY);
        server.join();
    }
}
