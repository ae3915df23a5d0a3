package bot.conversational.adapters.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.search.meaning.Calibration;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointEmbeddingModelIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server = server();
    private final EndpointEmbeddingModel model = new EndpointEmbeddingModel(new EndpointSettings(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/"),
            Optional.of("secret"),
            "multilingual",
            Optional.of(3)));
    private volatile int status = 200;
    private volatile String body = "";
    private volatile CountDownLatch hold = new CountDownLatch(0);

    private HttpServer server() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/v1/embeddings", this::answer);
            made.start();
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The vector of a text has its length in front, and items come last first. */
    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        asked.add(request);
        keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode data = answer.putArray("data");
        for (int i = request.get("input").size() - 1; i >= 0; i--) {
            ObjectNode item = data.addObject().put("index", i);
            item.putArray("embedding")
                    .add(request.get("input").get(i).asText().length())
                    .add(1)
                    .add(0);
        }
        byte[] bytes = body.isEmpty() ? JSON.writeValueAsBytes(answer) : body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes, 0, 1);
        exchange.getResponseBody().flush();
        awaitUninterruptibly(hold);
        exchange.getResponseBody().write(bytes, 1, bytes.length - 1);
        exchange.close();
    }

    @AfterEach
    void stop() {
        model.close();
        server.stop(0);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void answerThatStopsInItsMiddleShouldEndAndTheNextCallsShouldNotWait() {
        hold = new CountDownLatch(1);
        try {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> model.query("text")).isInstanceOf(DomainException.Unavailable.class);
            }
            int before = asked.size();
            assertThatThrownBy(() -> model.query("text"))
                    .isInstanceOf(DomainException.Unavailable.class)
                    .hasMessageContaining("a moment ago");
            assertThat(asked).as("nobody was asked").hasSize(before);
        } finally {
            hold.countDown();
        }
        await().atMost(Duration.ofSeconds(20))
                .ignoreException(DomainException.Unavailable.class)
                .untilAsserted(
                        () -> assertThat(model.query("text").dimensions()).isEqualTo(3));
    }

    @Test
    void vectorsShouldComeInTheOrderOfTheirTexts() {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            texts.add("x".repeat(i));
        }

        assertThat(model.passages(texts))
                .hasSize(40)
                .satisfies(vectors -> assertThat(
                                vectors.get(39).component(0) / vectors.get(39).component(1))
                        .isCloseTo(40, within(0.01f)));
        assertThat(asked).hasSize(2).allSatisfy(request -> {
            assertThat(request.get("model").asText()).isEqualTo("multilingual");
            assertThat(request.get("dimensions").asInt()).isEqualTo(3);
        });
        assertThat(keys).containsOnly("Bearer secret");
        assertThat(model.query("four").dimensions()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"400", "413", "422"})
    void whatTheServerRefusesShouldBeBroken(int refusal) {
        status = refusal;
        assertThatThrownBy(() -> model.query("x")).isInstanceOf(DomainException.Broken.class);
    }

    @ParameterizedTest
    @CsvSource({"401", "404", "429", "500", "503"})
    void otherFailuresShouldBeTriedAgain(int failure) {
        status = failure;
        assertThatThrownBy(() -> model.query("x")).isInstanceOf(DomainException.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\": []}",
                "{\"data\": [{\"index\": 1, \"embedding\": [1]}]}",
                "{\"data\": [{\"index\": 0, \"embedding\": []}]}",
                "[]"
            })
    void answersWithoutVectorsShouldBeBroken(String answer) {
        body = answer;
        assertThatThrownBy(() -> model.query("x")).isInstanceOf(DomainException.Broken.class);
    }

    @Test
    void serverThatIsAwayShouldBeUnavailable() {
        server.stop(0);
        assertThatThrownBy(() -> model.query("x")).isInstanceOf(DomainException.Unavailable.class);
    }

    @Test
    void formerModelShouldBeAskedOfTheSameServerByItsName() {
        EndpointSettings settings = new EndpointSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1"),
                Optional.of("secret"),
                "multilingual",
                Optional.empty());
        try (EndpointModels models = new EndpointModels(settings, new Calibration(0.2, 0.5))) {
            EmbeddingModel former =
                    models.former("former:latest", 3).orElseThrow().model();
            assertThat(former.query("hello").dimensions()).isEqualTo(3);
            assertThat(asked.getLast().get("model").asText()).isEqualTo("former:latest");
            assertThat(keys.getLast()).isEqualTo("Bearer secret");
            assertThat(models.wanted().name()).isEqualTo("multilingual");

            assertThat(models.former(LocalModel.MINI_LM.label(), 384))
                    .as("is no server's")
                    .isEmpty();
            models.keepOnly(Set.of());
            EmbeddingModel longer =
                    models.former("former:latest", 4).orElseThrow().model();
            assertThatThrownBy(() -> longer.query("hello")).isInstanceOf(DomainException.Unavailable.class);
        }
    }

    @Test
    void vectorsOfOtherDimensionsShouldBeAnotherModels() {
        EndpointSettings settings = new EndpointSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1"),
                Optional.empty(),
                "multilingual",
                Optional.of(3));
        try (EndpointModels models = new EndpointModels(settings, new Calibration(0.2, 0.5))) {
            assertThat(models.wanted().name()).isEqualTo("multilingual@3");

            EmbeddingModel longer =
                    models.former("multilingual@4", 4).orElseThrow().model();
            assertThatThrownBy(() -> longer.query("hello"))
                    .as("this server makes others")
                    .isInstanceOf(DomainException.Unavailable.class);
            assertThat(asked.getLast().get("model").asText()).isEqualTo("multilingual");
            assertThat(asked.getLast().get("dimensions").asInt()).isEqualTo(4);

            models.former("multilingual", 3).orElseThrow().model().query("hello");
            assertThat(asked.getLast().has("dimensions")).isFalse();
        }
    }
}
