package bot.conversational.application.http.keys;

import bot.conversational.application.http.administration.UserLimitsJson;
import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.SessionOnly;
import bot.conversational.application.http.edge.RequestOrigin;
import bot.conversational.application.http.json.FieldChecks;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.domain.apikey.KeyDetails;
import bot.conversational.domain.apikey.managing.CreateApiKey;
import bot.conversational.domain.apikey.managing.ManageApiKeys;
import bot.conversational.domain.apikey.managing.NewKey;
import bot.conversational.domain.ratelimit.UserLimits;
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
import jakarta.ws.rs.PATCH;
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

@Path("/api/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public final class ApiKeyResource {

    private final CreateApiKey create;
    private final ManageApiKeys manage;

    @Inject
    public ApiKeyResource(CreateApiKey create, ManageApiKeys manage) {
        this.create = create;
        this.manage = manage;
    }

    @POST
    @SessionOnly
    @Operation(operationId = "createApiKey", summary = "Make a key, whose secret only this answer has")
    @ApiResponse(responseCode = "403", description = "Only an administrator's key may have the scope admin")
    @ApiResponse(responseCode = "409", description = "The user has 20 keys, the most there may be")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CreatedApiKeyJson.class)))
    public Response create(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @NotNull @Valid CreateApiKeyBody body,
            @Context HttpServletRequest request) {
        FieldChecks checks = new FieldChecks();
        Supplier<String> name = checks.read(() -> KeyDetails.checkedName(body.name()));
        Supplier<Set<Scope>> scopes = checks.read(() -> KeyScopes.read(body.scopes(), CreateApiKey.ALLOWED));
        Supplier<UserLimits> limits = checks.read(() ->
                Optional.ofNullable(body.limits()).map(UserLimitsJson::limits).orElse(UserLimits.NONE));
        checks.pass();
        NewKey wanted = new NewKey(name.get(), scopes.get(), Optional.ofNullable(body.expiresAt()));
        CreateApiKey.Created created = create.create(caller.caller(), wanted, limits.get(), RequestOrigin.of(request));
        return Response.status(Response.Status.CREATED)
                .entity(CreatedApiKeyJson.of(created))
                .build();
    }

    @GET
    @SessionOnly
    @Operation(operationId = "listApiKeys", summary = "The caller's keys, newest first")
    public ListJson<ApiKeyJson> list(@Parameter(hidden = true) @Auth CallerPrincipal caller) {
        return new ListJson<>(
                manage.list(caller.caller()).stream().map(ApiKeyJson::of).toList(), null);
    }

    @PATCH
    @Path("{id}")
    @SessionOnly
    @Operation(operationId = "updateApiKey", summary = "Change a key's name and limits")
    public ApiKeyJson edit(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ApiKeyId id,
            @NotNull @Valid EditApiKeyBody body,
            @Context HttpServletRequest request) {
        return ApiKeyJson.of(manage.edit(caller.caller(), id, body.edit(), RequestOrigin.of(request)));
    }

    @DELETE
    @Path("{id}")
    @SessionOnly
    @Operation(operationId = "revokeApiKey", summary = "End a key, on all nodes within two seconds")
    public void revoke(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ApiKeyId id,
            @Context HttpServletRequest request) {
        manage.revoke(caller.caller(), id, RequestOrigin.of(request));
    }
}
