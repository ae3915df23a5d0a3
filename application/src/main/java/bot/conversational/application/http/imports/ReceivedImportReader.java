package bot.conversational.application.http.imports;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.scratch.NamedScratchFile;
import bot.conversational.application.scratch.ScratchFiles;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.transfer.jobs.KeepImport;
import bot.conversational.domain.user.UserId;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.glassfish.jersey.server.CloseableService;
import org.jspecify.annotations.Nullable;

/** Takes the file of a form in as a {@link ReceivedImport}, which is deleted with the call. */
public final class ReceivedImportReader implements MessageBodyReader<ReceivedImport> {

    private final ScratchFiles scratch;
    private final KeepImport keep;
    private final long most;

    @Context
    private @Nullable CloseableService call;

    @Context
    private @Nullable SecurityContext caller;

    @Inject
    public ReceivedImportReader(ScratchFiles scratch, KeepImport keep, ImportLimit limit) {
        this.scratch = scratch;
        this.keep = keep;
        this.most = limit.bytes();
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == ReceivedImport.class;
    }

    /** Whoever has an import already hears of it before the file is sent in vain. */
    @Override
    public ReceivedImport readFrom(
            Class<ReceivedImport> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        CloseableService served = call;
        if (served == null) {
            throw new IllegalStateException("no request is served");
        }
        UserId user = user();
        keep.check(user);
        String boundary = mediaType.getParameters().get("boundary");
        if (boundary == null || boundary.isBlank() || boundary.length() > 200) {
            throw new DomainException.Malformed("The Content-Type must name the boundary of the form.");
        }
        NamedScratchFile file = scratch.forReceiving(user);
        served.add(file);
        return new ReceivedImport(file, new FormReader(file, most).read(body, boundary));
    }

    private UserId user() {
        if (caller != null && caller.getUserPrincipal() instanceof CallerPrincipal principal) {
            return principal.user();
        }
        throw new IllegalStateException("nobody may send a file without a name");
    }
}
