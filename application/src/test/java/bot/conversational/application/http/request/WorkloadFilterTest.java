package bot.conversational.application.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.http.problem.FullNode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkloadFilterTest {

    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
    private static final String CLOSE = "Connection: close";

    private final Workload workload = new Workload(1);
    /** A place belongs to the thread that took it. */
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);

    private static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(
                new FilterHolder(new WorkloadFilter(workload, new FullNode(new ObjectMapper()))),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Hello()), "/*");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        other.close();
    }

    @Test
    void fullNodeShouldRefuseWithAProblemAndKeepTheConnection() throws Exception {
        other.submit(workload::enter).get();
        try (LocalConnector.LocalEndPoint connection = connector.connect()) {
            for (int i = 0; i < 2; i++) {
                connection.addInput("POST /api/%22x" + HOST + "Content-Length: 2\r\n\r\n{}");
                String answer = connection.getResponse();
                assertThat(answer)
                        .startsWith("HTTP/1.1 503 ")
                        .contains("Retry-After: 1\r\n", "Content-Type: application/problem+json\r\n")
                        .doesNotContain(CLOSE);
                JsonNode problem = new ObjectMapper().readTree(answer.substring(answer.indexOf('{')));
                assertThat(problem.get("type").asText()).isEqualTo("/problems/unavailable");
                assertThat(problem.get("status").asInt()).isEqualTo(503);
                assertThat(problem.get("instance").asText()).isEqualTo("/api/%22x");
            }
            other.submit(workload::leave).get();
            connection.addInput("GET /api/x" + HOST + "\r\n");
            assertThat(connection.getResponse()).startsWith("HTTP/1.1 204 ");
        }
    }

    @Test
    void refusalBeforeTheBodyHasComeShouldCloseTheConnectionAndSaySo() throws Exception {
        other.submit(workload::enter).get();
        assertThat(connector.getResponse("POST /" + HOST + "Content-Length: 20\r\n\r\n{"))
                .startsWith("HTTP/1.1 503 ")
                .contains(CLOSE);
    }
}
