package bot.conversational.application.http.description;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Leads whoever opens the service in a browser to the pages that show the contract, where there is no other site. */
@Hidden
@Path("/")
public final class StartPage {

    private static final URI DOCS = URI.create("/docs/");

    @GET
    public Response lead() {
        return Response.temporaryRedirect(DOCS).build();
    }
}
