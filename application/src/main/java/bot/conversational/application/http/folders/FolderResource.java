package bot.conversational.application.http.folders;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.json.IdParameters;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.application.http.paging.Paging;
import bot.conversational.domain.folder.Folder;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderPosition;
import bot.conversational.domain.folder.managing.CreateFolder;
import bot.conversational.domain.folder.managing.ManageFolders;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.DomainException;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/folders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Folders")
public final class FolderResource {

    private final CreateFolder create;
    private final ManageFolders manage;
    private final CursorSeal seal;

    @Inject
    public FolderResource(CreateFolder create, ManageFolders manage, CursorSeal seal) {
        this.create = create;
        this.manage = manage;
        this.seal = seal;
    }

    @POST
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Operation(operationId = "createFolder", summary = "Make a folder, at the top or in one that is")
    @ApiResponse(responseCode = "409", description = "The user has 200 folders, the most there may be")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FolderJson.class)))
    public Response create(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @NotNull @Valid CreateFolderBody body) {
        Folder folder = create.create(
                caller.user(),
                body.name(),
                Optional.ofNullable(body.parentId()).map(FolderId::new),
                Optional.ofNullable(body.position()),
                Optional.ofNullable(body.systemPrompt()));
        return Response.status(Response.Status.CREATED)
                .entity(FolderJson.of(folder))
                .build();
    }

    @GET
    @Scoped(Scope.CONVERSATIONS_READ)
    @Operation(operationId = "listFolders", summary = "The caller's folders by position, subfolders among them")
    public ListJson<FolderJson> list(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Paging<FolderPosition> paging = new Paging<>(
                seal,
                caller.user(),
                "folders",
                position -> position.position() + " " + position.id(),
                FolderResource::position);
        return paging.answer(manage.list(caller.user(), paging.request(limit, cursor)), FolderJson::of);
    }

    @GET
    @Scoped(Scope.CONVERSATIONS_READ)
    @Path("{id}")
    @Operation(operationId = "getFolder", summary = "One folder")
    public FolderJson show(@Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") FolderId id) {
        return FolderJson.of(manage.show(caller.user(), id));
    }

    @PATCH
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Path("{id}")
    @Operation(
            operationId = "updateFolder",
            summary = "Change a folder; null clears its system prompt, and takes it to the top")
    public FolderJson edit(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") FolderId id,
            @NotNull @Valid EditFolderBody body) {
        return FolderJson.of(manage.edit(caller.user(), id, body.edit()));
    }

    @DELETE
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Path("{id}")
    @Operation(
            operationId = "deleteFolder",
            summary = "Delete a folder; its conversations stay, its subfolders go to the top")
    public void delete(@Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") FolderId id) {
        manage.delete(caller.user(), id);
    }

    private static FolderPosition position(String text) {
        int space = text.indexOf(' ');
        return new FolderPosition(
                Integer.parseInt(text.substring(0, space)),
                new FolderId(IdParameters.parse(text.substring(space + 1), DomainException.Malformed::new)));
    }
}
