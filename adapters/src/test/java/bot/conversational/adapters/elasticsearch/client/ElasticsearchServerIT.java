package bot.conversational.adapters.elasticsearch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.adapters.engines.TestCertificate;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with TLS that notes who speaks to it: the engine of the tests has neither TLS nor users. */
@SuppressWarnings("NullAway.Init") // set up before each test
class ElasticsearchServerIT {

    @TempDir
    private Path folder;

    private final List<String> callers = new CopyOnWriteArrayList<>();
    private TestCertificate certificate;
    private HttpsServer server;

    @BeforeEach
    void start() throws IOException {
        certificate = TestCertificate.forName("localhost", folder);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server.createContext("/", exchange -> {
            callers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private boolean ping(String host, String authorization, Path authority) throws IOException {
        ElasticsearchServer there = new ElasticsearchServer(
                "https",
                List.of(host + ":" + server.getAddress().getPort()),
                Optional.of(authorization),
                Optional.of(authority));
        assertThat(there.toString()).doesNotContain(authorization);
        try (ElasticsearchClients clients = new ElasticsearchClients(there)) {
            return clients.writing().ping().value();
        }
    }

    @Test
    void serverShouldBeToldWhoCalls() throws IOException {
        assertThat(ping("localhost", ElasticsearchServer.basic("ada", "a:b"), certificate.certificate()))
                .isTrue();
        assertThat(ping("localhost", ElasticsearchServer.apiKey("abc="), certificate.certificate()))
                .isTrue();
        assertThat(callers).containsExactly("Basic YWRhOmE6Yg==", "ApiKey abc=");
    }

    @Test
    void serverThatIsAnotherShouldBeToldNothing() {
        Path stranger = TestCertificate.forName("elsewhere.example", folder).certificate();
        assertThatThrownBy(() -> ping("127.0.0.1", "Basic secret", certificate.certificate()))
                .as("a name that is not in the certificate")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not match the certificate");
        assertThatThrownBy(() -> ping("localhost", "Basic secret", stranger))
                .as("an authority that did not sign it")
                .isInstanceOf(SSLException.class);
        assertThat(callers).isEmpty();
    }
}
