package bot.conversational.application.http.keys;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.SessionOnly;
import bot.conversational.application.http.edge.RequestOrigin;
import bot.conversational.application.http.json.FieldChecks;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.domain.apikey.KeyDetails;
import bot.conversational.domain.apikey.ServiceId;
import bot.conversational.domain.apikey.ServiceKey;
import bot.conversational.domain.apikey.managing.ManageServiceKeys;
import bot.conversational.domain.apikey.managing.NewKey;
import bot.conversational.domain.session.ApiKeyId;
import bot.conversational.domain.session.Scope;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

@Path("/api/v1/admin/service-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public final class ServiceKeyResource {

    private final ManageServiceKeys manage;

    @Inject
    public ServiceKeyResource(ManageServiceKeys manage) {
        this.manage = manage;
    }

    @POST
    @SessionOnly
    @Operation(
            operationId = "createServiceKey",
            summary = "Make a key that acts for the users of a service, whose secret only this answer has")
    @ApiResponse(responseCode = "409", description = "There are 100 service keys, the most there may be")
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = CreatedServiceKeyJson.class)))
    public Response create(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @NotNull @Valid CreateServiceKeyBody body,
            @Context HttpServletRequest request) {
        FieldChecks checks = new FieldChecks();
        Supplier<String> name = checks.read(() -> KeyDetails.checkedName(body.name()));
        Supplier<Set<Scope>> scopes = checks.read(() -> KeyScopes.read(body.scopes(), ServiceKey.ALLOWED));
        checks.pass();
        NewKey wanted = new NewKey(name.get(), scopes.get(), Optional.ofNullable(body.expiresAt()));
        ManageServiceKeys.Created created = manage.create(
                caller.caller(),
                wanted,
                Optional.ofNullable(body.service()).map(ServiceId::new),
                RequestOrigin.of(request));
        return Response.status(Response.Status.CREATED)
                .entity(CreatedServiceKeyJson.of(created))
                .build();
    }

    @GET
    @SessionOnly
    @Operation(operationId = "listServiceKeys", summary = "All keys of services, newest first")
    public ListJson<ServiceKeyJson> list(@Parameter(hidden = true) @Auth CallerPrincipal caller) {
        return new ListJson<>(
                manage.list(caller.caller()).stream().map(ServiceKeyJson::of).toList(), null);
    }

    @DELETE
    @Path("{id}")
    @SessionOnly
    @Operation(operationId = "revokeServiceKey", summary = "End a service's key; its users stay")
    public void revoke(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ApiKeyId id,
            @Context HttpServletRequest request) {
        manage.revoke(caller.caller(), id, RequestOrigin.of(request));
    }
}
