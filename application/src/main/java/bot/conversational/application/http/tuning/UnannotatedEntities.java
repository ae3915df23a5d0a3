package bot.conversational.application.http.tuning;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.lang.annotation.Annotation;
import org.glassfish.jersey.server.ContainerResponse;

/**
 * Removes the annotations of a resource's method from its result. None affects the writing, but Jackson looks its
 * writer up by their hashes, and computes these again for every answer: those of a described call cost as much as the
 * writing.
 *
 * <p>Remove it when Jackson keeps the hashes of annotations.
 */
public final class UnannotatedEntities implements ContainerResponseFilter {

    private static final Annotation[] NONE = {};

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response instanceof ContainerResponse ours) {
            ours.setEntityAnnotations(NONE);
        }
    }
}
