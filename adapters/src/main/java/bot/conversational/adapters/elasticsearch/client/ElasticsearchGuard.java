package bot.conversational.adapters.elasticsearch.client;

import bot.conversational.adapters.calls.Openness;
import bot.conversational.domain.shared.DomainException;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.get.GetResult;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import co.elastic.clients.transport.TransportException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.apache.http.ContentTooLongException;
import org.elasticsearch.client.ResponseException;

/**
 * Calls of Elasticsearch behind a circuit breaker, their failures in the domain's terms. A server that does not answer
 * costs one caller a timeout; then all fail at once until, a second later, one may try again.
 */
public final class ElasticsearchGuard {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    // Elasticsearch responds 403 for a read-only index, which a full disk causes; 404 for a missing index, which the
    // next preparation repairs.
    private static final Set<Integer> PASSING = Set.of(403, 404, 408, 429);

    private final CircuitBreaker breaker;

    /** @param name of the breaker, for metrics */
    public ElasticsearchGuard(String name) {
        breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(1)
                        .minimumNumberOfCalls(1)
                        .waitDurationInOpenState(RETRY_AFTER)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        // A server that refuses a request is there; a request of ours that is wrong says nothing of it.
                        .recordException(ElasticsearchGuard::isSilence)
                        .ignoreException(ElasticsearchGuard::isCrowd)
                        .build());
    }

    /** How far the breaker is {@linkplain Openness open}. */
    public double openness() {
        return Openness.of(breaker);
    }

    /**
     * The call's result.
     *
     * @throws DomainException.Unavailable when Elasticsearch is unavailable, too slow or too full, or was a moment ago
     * @throws DomainException.Broken when the request or the response is not understood
     */
    public <T> T call(Callable<T> call) {
        try {
            return breaker.executeCallable(call);
        } catch (DomainException e) {
            throw e;
        } catch (CallNotPermittedException e) {
            throw new DomainException.Unavailable("The search index did not respond a moment ago.", RETRY_AFTER, null);
        } catch (ElasticsearchException e) {
            throw refused(e.status(), e.status() + " " + e.error().type());
        } catch (ResponseException e) {
            // How the client hands on 502, 503 and 504, the last of which is also a search that took too long.
            int status = e.getResponse().getStatusLine().getStatusCode();
            throw refused(status, String.valueOf(status));
        } catch (TransportException e) {
            throw mayPass(e.statusCode())
                    ? new DomainException.Unavailable("The search index is unavailable.", RETRY_AFTER, e)
                    : new DomainException.Broken("The search index returned an unreadable response.", e);
        } catch (IOException e) {
            throw isSilence(e)
                    ? new DomainException.Unavailable("The search index cannot be reached.", RETRY_AFTER, e)
                    : new DomainException.Broken("The search index returned too large a response.", e);
        } catch (Exception e) {
            if (isAborted(e)) {
                throw new DomainException.Unavailable("The search index cannot be reached.", RETRY_AFTER, e);
            }
            throw isCrowd(e)
                    ? new DomainException.Unavailable("The search index is overloaded.", RETRY_AFTER, e)
                    : new DomainException.Broken("A call of the search index failed.", e);
        }
    }

    /**
     * One item of a response to many requests at once.
     *
     * @throws DomainException.Unavailable when there is no index at that place
     */
    public static <T> GetResult<T> there(MultiGetResponseItem<T> item) {
        if (item.isFailure()) {
            String kind = String.valueOf(item.failure().error().type());
            throw new DomainException.Unavailable("The search index is not readable: " + kind, RETRY_AFTER, null);
        }
        return item.result();
    }

    /** Elasticsearch's own reasons quote values of documents and queries, so that only their kind is passed on. */
    private static DomainException refused(int status, String kind) {
        return mayPass(status)
                ? new DomainException.Unavailable("The search index is not writable: " + kind, RETRY_AFTER, null)
                : new DomainException.Broken("The search index refuses a request: " + kind, null);
    }

    /** Whether a later attempt may succeed after this status. */
    public static boolean mayPass(int status) {
        return status >= 500 || PASSING.contains(status);
    }

    // The first two come with an answer; the client wraps the one about an answer that is too long.
    private static boolean isSilence(Throwable failure) {
        return isAborted(failure)
                || failure instanceof IOException
                        && !(failure instanceof TransportException)
                        && !(failure instanceof ResponseException)
                        && !(failure.getCause() instanceof ContentTooLongException);
    }

    /** Whether the client's own thread has died under the call, or before it; the next call gets another client. */
    private static boolean isAborted(Throwable failure) {
        return failure instanceof CancellationException
                || failure.getCause() instanceof CancellationException
                || failure instanceof IllegalStateException
                        && String.valueOf(failure.getMessage()).contains("I/O reactor");
    }

    /** Whether no connection became free, since others wait for their answers: whether they get them is theirs to find. */
    private static boolean isCrowd(Throwable failure) {
        return failure.getCause() instanceof TimeoutException;
    }
}
