package bot.conversational.application.http.problem;

import bot.conversational.domain.shared.DomainException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The page behind the type of a problem: a line of explanation. */
@Hidden
@Path("/problems/{slug}")
@Produces(MediaType.TEXT_PLAIN)
public final class ProblemPages {

    @GET
    public String explain(@PathParam("slug") String slug) {
        ProblemType type = ProblemType.bySlug(slug).orElseThrow(() -> new DomainException.NotFound("problem"));
        return type.status() + " " + type.title() + "\n\n" + type.explanation() + "\n";
    }
}
