package bot.conversational.application.http.exporting;

import bot.conversational.application.exporting.BranchPages;
import bot.conversational.application.exporting.ConversationExportJson;
import bot.conversational.application.exporting.MarkdownBranch;
import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.files.FileAnswer;
import bot.conversational.application.http.stream.StreamedBody;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.exporting.ExportSource;
import bot.conversational.domain.exporting.ExportedConversation;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.user.UserId;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The export of one conversation. */
@Path("/api/v1/conversations/{id}/export")
@Tag(name = "Exports")
public final class ConversationExportResource {

    private static final String MARKDOWN = "text/markdown";
    private static final int LONGEST_NAME = 80;

    /** What no file system takes, or what leads out of a folder. */
    private static final Pattern UNFIT = Pattern.compile("[\\\\/:*?\"<>|\\p{C}]|^[. ]+|[. ]+$");

    private final ExportSource source;
    private final MessageStore messages;
    private final ObjectMapper mapper;

    @Inject
    public ConversationExportResource(ExportSource source, MessageStore messages, ObjectMapper mapper) {
        this.source = source;
        this.messages = messages;
        this.mapper = mapper;
    }

    @GET
    @Scoped(Scope.CONVERSATIONS_READ)
    @Produces({MediaType.APPLICATION_JSON, MARKDOWN})
    @Operation(
            operationId = "exportConversation",
            summary = "A conversation as a file",
            description = "JSON has all branches, unless one is named. Markdown has one: the newest or the named one.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ConversationExportJson.class)),
                @Content(mediaType = MARKDOWN, schema = @Schema(types = "string"))
            })
    public Response export(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ConversationId id,
            @QueryParam("format") @DefaultValue("json") ExportForm format,
            @QueryParam("branch") @Nullable UUID branch) {
        ExportedConversation exported =
                source.conversation(caller.user(), id).orElseThrow(() -> new DomainException.NotFound("conversation"));
        Optional<MessageId> through = Optional.ofNullable(branch).map(MessageId::new);
        StreamedBody body = switch (format) {
            case JSON -> json(caller.user(), exported, through);
            case MARKDOWN -> markdown(caller.user(), exported, through);
        };
        String name = name(exported) + (format == ExportForm.JSON ? ".json" : ".md");
        return Response.ok(BrokenOff.whenUnreadable(body))
                .header(
                        HttpHeaders.CONTENT_TYPE,
                        format == ExportForm.JSON ? MediaType.APPLICATION_JSON : MARKDOWN + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, FileAnswer.attachment(name))
                .build();
    }

    private StreamedBody json(UserId user, ExportedConversation exported, Optional<MessageId> branch) {
        ConversationExportJson.Messages all = branch.isEmpty()
                ? ConversationExportJson.all(source, user, exported)
                : ConversationExportJson.of(
                        new BranchPages(messages, user, exported.conversation().id(), branch));
        return out -> {
            JsonGenerator json = mapper.getFactory().createGenerator(out);
            ConversationExportJson.write(exported, all, json, mapper);
            json.flush();
        };
    }

    private StreamedBody markdown(UserId user, ExportedConversation exported, Optional<MessageId> branch) {
        BranchPages pages =
                new BranchPages(messages, user, exported.conversation().id(), branch);
        return out -> {
            out.write(MarkdownBranch.head(exported.conversation()).getBytes(StandardCharsets.UTF_8));
            pages.forEach(message -> out.write(MarkdownBranch.message(message).getBytes(StandardCharsets.UTF_8)));
        };
    }

    private static String name(ExportedConversation exported) {
        String name = UNFIT.matcher(Text.asLine(exported.conversation().title().orElse("")))
                .replaceAll("_");
        return name.isEmpty() ? "conversation" : Text.cut(name, LONGEST_NAME);
    }
}
