package bot.conversational.application.http.folders;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.application.http.paging.Paging;
import bot.conversational.domain.folder.managing.BrowseTags;
import bot.conversational.domain.session.Scope;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/tags")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Folders")
public final class TagResource {

    private final BrowseTags tags;
    private final CursorSeal seal;

    @Inject
    public TagResource(BrowseTags tags, CursorSeal seal) {
        this.tags = tags;
        this.seal = seal;
    }

    @GET
    @Scoped(Scope.CONVERSATIONS_READ)
    @Operation(operationId = "listTags", summary = "The caller's tags in alphabetical order, with their conversations")
    public ListJson<TagCountJson> list(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Paging<String> paging = new Paging<>(seal, caller.user(), "tags", Function.identity(), Function.identity());
        return paging.answer(tags.list(caller.user(), paging.request(limit, cursor)), TagCountJson::of);
    }
}
