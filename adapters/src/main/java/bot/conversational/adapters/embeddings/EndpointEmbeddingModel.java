package bot.conversational.adapters.embeddings;

import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Any server that speaks OpenAI's {@code /embeddings}: the way to models that know other languages than English. */
public final class EndpointEmbeddingModel implements EmbeddingModel, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** People wait for a query, and nobody for passages. */
    private static final Duration QUERY = Duration.ofSeconds(1);

    /** After it failed. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Duration PASSAGES = Duration.ofSeconds(60);
    private static final int TEXTS_AT_ONCE = 32;

    /** Of an answer; 32 vectors of 1,500 dimensions take one. */
    private static final int MOST_BYTES = 8 << 20;

    /** The server reads the request and will never like it. */
    private static final Set<Integer> REFUSED = Set.of(400, 413, 422);

    /** What the index of vectors can hold. */
    private static final int MOST_DIMENSIONS = 1_200;

    private static final int OK = 200;

    private final EndpointSettings settings;
    private final int dimensions;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /** So that not every search waits for a server that is away. */
    private final CircuitBreaker queries = CircuitBreaker.of(
            "embeddings",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(3)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(PAUSE)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .recordException(DomainException.Unavailable.class::isInstance)
                    .build());

    public EndpointEmbeddingModel(EndpointSettings settings) {
        this(settings, 0);
    }

    /** @param dimensions that all of its vectors have; 0 for any */
    EndpointEmbeddingModel(EndpointSettings settings, int dimensions) {
        this.settings = settings;
        this.dimensions = dimensions;
    }

    @Override
    public String name() {
        return settings.label();
    }

    @Override
    public String calledName() {
        return settings.model();
    }

    @Override
    public List<Embedding> passages(List<String> texts) {
        List<Embedding> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += TEXTS_AT_ONCE) {
            vectors.addAll(call(texts.subList(from, Math.min(from + TEXTS_AT_ONCE, texts.size())), PASSAGES));
        }
        return vectors;
    }

    @Override
    public Embedding query(String text) {
        try {
            return queries.executeSupplier(() -> call(List.of(text), QUERY).getFirst());
        } catch (CallNotPermittedException open) {
            throw new DomainException.Unavailable("The server of embeddings was away a moment ago.", open);
        }
    }

    private List<Embedding> call(List<String> texts, Duration patience) {
        try {
            HttpResponse<InputStream> response =
                    http.send(request(texts, patience), HttpResponse.BodyHandlers.ofInputStream());
            byte[] body = read(response.body(), patience);
            if (REFUSED.contains(response.statusCode())) {
                throw new DomainException.Broken(
                        "The server of embeddings refused with " + response.statusCode() + ".", null);
            }
            if (response.statusCode() != OK) {
                throw new DomainException.Unavailable(
                        "The server of embeddings answers " + response.statusCode() + ".", null);
            }
            return read(JSON.readTree(body), texts.size());
        } catch (IOException e) {
            throw new DomainException.Unavailable("The server of embeddings cannot be reached.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DomainException.Unavailable("The node is shutting down.", e);
        }
    }

    /** Ends the reading when it takes too long: the time limit of a request ends where its answer begins. */
    private static byte[] read(InputStream answer, Duration patience) throws IOException {
        try (answer) {
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> close(answer));
            return answer.readNBytes(MOST_BYTES);
        }
    }

    private static void close(InputStream late) {
        try {
            late.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest request(List<String> texts, Duration patience) throws JsonProcessingException {
        ObjectNode body = JSON.createObjectNode().put("model", settings.model()).put("encoding_format", "float");
        settings.dimensions().ifPresent(count -> body.put("dimensions", count));
        texts.forEach(body.putArray("input")::add);
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.embeddings())
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        settings.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request.build();
    }

    private List<Embedding> read(JsonNode answer, int count) {
        @Nullable Embedding[] vectors = new Embedding[count];
        for (JsonNode item : answer.path("data")) {
            int index = item.path("index").asInt(-1);
            JsonNode numbers = item.path("embedding");
            if (index < 0 || index >= count || numbers.isEmpty() || numbers.size() > MOST_DIMENSIONS) {
                throw new DomainException.Broken(
                        "The server of embeddings gave no vectors of at most " + MOST_DIMENSIONS + " dimensions.",
                        null);
            }
            if (dimensions != 0 && numbers.size() != dimensions) {
                throw new DomainException.Unavailable(
                        "The server of embeddings has given vectors of other dimensions before.", null);
            }
            float[] vector = new float[numbers.size()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = numbers.get(i).floatValue();
            }
            vectors[index] = Embedding.normalized(vector);
        }
        if (Arrays.stream(vectors).anyMatch(Objects::isNull)) {
            throw new DomainException.Broken("The server of embeddings left out a text.", null);
        }
        return Arrays.stream(vectors).map(Objects::requireNonNull).toList();
    }

    @Override
    public void close() {
        http.close();
    }
}
