package bot.conversational.domain.files;

import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.llm.parts.Part.Attachment;
import bot.conversational.domain.llm.parts.Part.Origin.Blob;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The uploaded files that messages name, on their way to a model. */
public final class PromptFiles {

    /** Of all uploaded files in a prompt. */
    static final long MOST_BYTES = UploadFile.MOST_BYTES;

    private final FileStore files;
    private final InstantSource clock;

    public PromptFiles(FileStore files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * Checks what a question names, before it is stored. Its files then stay long enough for that.
     *
     * @throws DomainException.Invalid when the user has no such file, an image is named by another type than its file's,
     *     or they are too large together
     */
    public void check(UserId user, Content question) {
        List<Attachment> named = question.all(Attachment.class).stream()
                .filter(attachment -> blob(attachment).isPresent())
                .toList();
        if (named.isEmpty()) {
            return;
        }
        Set<Blob> blobs = named.stream().flatMap(it -> blob(it).stream()).collect(Collectors.toSet());
        Map<Blob, StoredFile> there = files.keep(user, blobs, clock.instant().truncatedTo(ChronoUnit.MILLIS)).stream()
                .collect(Collectors.toMap(StoredFile::blob, Function.identity()));
        if (!there.keySet().containsAll(blobs)) {
            throw new DomainException.Invalid("parts", "name a file that is not there");
        }
        long bytes = 0;
        for (Attachment attachment : named) {
            StoredFile file = blob(attachment).map(there::get).orElseThrow();
            bytes += file.size();
            if (attachment.kind() == Attachment.Kind.IMAGE
                    && !attachment.mediaType().equals(file.mediaType())) {
                throw new DomainException.Invalid("parts", "name an image of another type than its file");
            }
        }
        if (bytes > MOST_BYTES) {
            throw new DomainException.Invalid("parts", "name files of more than " + MOST_BYTES + " bytes together");
        }
    }

    /**
     * The prompt with a {@code data:} URL in place of each uploaded file. From the newest back, those behind
     * {@link #MOST_BYTES} become a text that says so.
     *
     * @throws DomainException.NotFound when a file is not there
     */
    public Prompt resolve(UserId user, Prompt prompt) {
        if (prompt.messages().stream().noneMatch(line -> namesFiles(line.content()))) {
            return prompt;
        }
        Room room = new Room(user);
        List<Prompt.Line> lines = new ArrayList<>();
        for (Prompt.Line line : prompt.messages().reversed()) {
            lines.addFirst(
                    namesFiles(line.content())
                            ? new Prompt.Line(line.role(), room.resolved(line.content()), line.tokens())
                            : line);
        }
        return new Prompt(
                prompt.model(),
                prompt.systemPrompt(),
                lines,
                prompt.sampling(),
                prompt.tools(),
                prompt.format(),
                prompt.verbatim());
    }

    private static boolean namesFiles(Content content) {
        return content.parts().stream()
                .anyMatch(part -> part instanceof Attachment attachment
                        && blob(attachment).isPresent());
    }

    private static Optional<Blob> blob(Attachment attachment) {
        return attachment.origin() instanceof Blob blob ? Optional.of(blob) : Optional.empty();
    }

    /** What is left for the older files of one prompt. */
    private final class Room {
        private final UserId user;
        private long left = MOST_BYTES;

        Room(UserId user) {
            this.user = user;
        }

        Content resolved(Content content) {
            List<Part> parts = new ArrayList<>();
            for (Part part : content.parts().reversed()) {
                parts.addFirst(
                        part instanceof Attachment attachment
                                ? blob(attachment)
                                        .map(blob -> resolved(attachment, blob))
                                        .orElse(part)
                                : part);
            }
            return Content.of(parts);
        }

        private Part resolved(Attachment attachment, Blob blob) {
            StoredFile file = files.find(user, blob).orElseThrow(() -> new DomainException.NotFound("file"));
            left -= file.size();
            if (left < 0) {
                String name = attachment.name().or(file::name).orElse(attachment.mediaType());
                return new Part.Text("[file " + name + " is too large to be shown again]");
            }
            String url = "data:" + attachment.mediaType() + ";base64," + base64(file);
            return new Attachment(
                    attachment.kind(), attachment.mediaType(), attachment.name(), new Part.Origin.Url(url));
        }

        private String base64(StoredFile file) {
            FileContent content = new StoredContent(files, user, file);
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
            for (int n = 0; n < content.chunks(); n++) {
                bytes.put(content.chunk(n));
            }
            return Base64.getEncoder().encodeToString(bytes.array());
        }
    }
}
