package bot.conversational.benchmarks.stack;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A bare Jetty that gives everybody the same bytes: what writing them costs at the least. A process of its own. */
public final class BarePage {

    private BarePage() {}

    /** @param arguments port, file */
    public static void main(String[] arguments) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        server.addConnector(connector);
        server.setHandler(new Page(Files.readAllBytes(Path.of(arguments[1]))));
        server.start();
        server.join();
    }

    /** Starts one. */
    public static Service.Node start(Workspace workspace, Path file) {
        int port = ChildProcess.freePort();
        String url = "http://127.0.0.1:" + port;
        List<String> command = List.of(
                Service.java(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                BarePage.class.getName(),
                String.valueOf(port),
                file.toString());
        ChildProcess process = ChildProcess.start(workspace.log("bare-" + port), workspace.root(), Map.of(), command)
                .awaitAnswer(url, true, Duration.ofSeconds(30));
        return new Service.Node(process, url, port, port);
    }

    private static final class Page extends Handler.Abstract.NonBlocking {

        private final byte[] bytes;

        private Page(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
            response.write(true, ByteBuffer.wrap(bytes), callback);
            return true;
        }
    }
}
