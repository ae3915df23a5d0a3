package bot.conversational.application.http.overload;

import bot.conversational.domain.shared.DomainException;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a call out of the {@link ConcurrencyLimit} while its body arrives, so that slow senders cannot keep other calls
 * out.
 */
public final class LoadSheddingInterceptor implements ReaderInterceptor {

    private final ConcurrencyLimit workload;

    public LoadSheddingInterceptor(ConcurrencyLimit workload) {
        this.workload = workload;
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        workload.leave();
        Object body = context.proceed();
        if (!workload.enter()) {
            throw new DomainException.Unavailable("The service is overloaded.", null);
        }
        return body;
    }
}
