package bot.conversational.adapters.embeddings;

import ai.onnxruntime.OrtException;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.shared.DomainException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model in this process, which needs no network. It is loaded in the background, and works on threads of its own: a
 * virtual thread that calls it would keep others from their processor as long as the call takes, and on a busy machine
 * that is much longer than the model works.
 */
public final class LocalEmbeddingModel implements EmbeddingModel, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalEmbeddingModel.class);

    /** Each keeps a processor busy for some ten milliseconds. */
    private static final int QUERIES_AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final LocalModel model;
    private final CompletableFuture<Encoder> encoder;
    private final Semaphore queries = new Semaphore(QUERIES_AT_ONCE, true);
    private final ExecutorService queryThreads = threads("embedding-query-", QUERIES_AT_ONCE);
    private final ExecutorService passageThread = threads("embedding-", 1);
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
    private boolean closed;

    /** @param background where it is loaded, and not waited for */
    public LocalEmbeddingModel(LocalModel model, Executor background) {
        this.model = model;
        this.encoder = CompletableFuture.supplyAsync(() -> load(model), background);
    }

    private static ExecutorService threads(String name, int number) {
        return Executors.newFixedThreadPool(
                number, Thread.ofPlatform().daemon().name(name, 1).factory());
    }

    private static Encoder load(LocalModel model) {
        try {
            Encoder encoder = Encoder.load(model);
            encoder.encode("warm up");
            LOG.info("the model of embeddings is loaded: {}", model.label());
            return encoder;
        } catch (IOException | OrtException | RuntimeException | LinkageError e) {
            // The service goes on without it: search by words is there.
            LOG.error("the model of embeddings cannot be loaded: {}", model.label(), e);
            throw new IllegalStateException("no model of embeddings", e);
        }
    }

    @Override
    public String name() {
        return model.label();
    }

    @Override
    public List<Embedding> passages(List<String> texts) {
        Encoder loaded = loaded();
        return on(passageThread, () -> {
            List<Embedding> vectors = new ArrayList<>(texts.size());
            for (String text : texts) {
                vectors.add(encode(loaded, text));
            }
            return vectors;
        });
    }

    @Override
    public Embedding query(String text) {
        Encoder loaded = loaded();
        try {
            if (!queries.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DomainException.Unavailable("The model of embeddings is busy.", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DomainException.Unavailable("The node is shutting down.", e);
        }
        try {
            return on(queryThreads, () -> encode(loaded, model.queryPrefix() + text));
        } finally {
            queries.release();
        }
    }

    /** The caller waits, and takes no processor from others meanwhile. */
    private static <T> T on(ExecutorService threads, Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DomainException.Unavailable("The node is shutting down.", e);
        } catch (RejectedExecutionException closed) {
            throw new DomainException.Unavailable("The node is shutting down.", closed);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DomainException known
                    ? known
                    : new DomainException.Broken("The model of embeddings failed.", e.getCause());
        }
    }

    /** What is closed must not be called any more: it is no memory of Java's. */
    private Embedding encode(Encoder loaded, String text) {
        open.readLock().lock();
        try {
            if (closed) {
                throw new DomainException.Unavailable("The node is shutting down.", null);
            }
            return loaded.encode(text);
        } finally {
            open.readLock().unlock();
        }
    }

    private Encoder loaded() {
        if (encoder.state() == Future.State.SUCCESS) {
            return encoder.resultNow();
        }
        throw new DomainException.Unavailable("The model of embeddings is not loaded.", null);
    }

    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                // At once, or when it is loaded.
                CompletableFuture<Void> unused = encoder.thenAccept(Encoder::close);
            }
        } finally {
            open.writeLock().unlock();
        }
        queryThreads.shutdown();
        passageThread.shutdown();
    }
}
