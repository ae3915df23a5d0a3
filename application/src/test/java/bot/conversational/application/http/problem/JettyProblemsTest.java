package bot.conversational.application.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JettyProblemsTest {

    private static final String CLOSE = "Connection: close";

    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);

    /** Refuses everybody, as a full node does. */
    private static final class Full extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            return true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        server.addConnector(connector);
        server.setHandler(new Full());
        server.setErrorHandler(new JettyProblems(new ObjectMapper()));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void connectionOfWhoIsRefusedShouldBeGoodForMore() throws Exception {
        assertThat(connector.getResponse("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ")
                .contains("/problems/unavailable")
                .doesNotContain(CLOSE);
        assertThat(connector.getResponse("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 503 ")
                .doesNotContain(CLOSE);
    }

    @Test
    void unreadBodyShouldCloseItAndSaySo() throws Exception {
        assertThat(connector.getResponse("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n{"))
                .startsWith("HTTP/1.1 503 ")
                .contains(CLOSE);
    }

    @Test
    void unreadableRequestShouldCloseItAndSaySo() throws Exception {
        assertThat(connector.getResponse("GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("/problems/", CLOSE);
    }
}
