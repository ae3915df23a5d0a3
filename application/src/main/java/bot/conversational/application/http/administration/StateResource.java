package bot.conversational.application.http.administration;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.state.ServiceState;
import bot.conversational.domain.session.Scope;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

@Path("/api/v1/admin/state")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public final class StateResource {

    private final ServiceState state;

    @Inject
    public StateResource(ServiceState state) {
        this.state = state;
    }

    @GET
    @Scoped(Scope.ADMIN)
    @Operation(operationId = "getServiceState", summary = "How the service does, as the node that answers sees it")
    public StateJson read(@Parameter(hidden = true) @Auth CallerPrincipal caller) {
        return StateJson.of(state.see(caller.caller()));
    }
}
