package bot.conversational.application.http.imports;

import bot.conversational.application.scratch.ScratchFile;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import jakarta.ws.rs.ClientErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** Reads a form as browsers send it, piece by piece: its part {@code file} goes to disk, and no other part is kept. */
final class FormReader extends MultiPart.AbstractPartsListener {

    private static final String PART = "file";
    private static final int BUFFER = 64 * 1024;
    private static final int MOST_PARTS = 20;
    private static final int LONGEST_NAME = 255;
    private static final int TOO_LARGE = 413;

    private final ScratchFile file;
    private final long most;
    private int files;
    private boolean complete;
    private Optional<String> name = Optional.empty();
    private @Nullable Throwable failure;

    /** @param most bytes that the file may have */
    FormReader(ScratchFile file, long most) {
        this.file = file;
        this.most = most;
    }

    /**
     * Reads all of a form.
     *
     * @return the name that the file was sent by
     * @throws DomainException.Malformed when it is no form, or its sender goes away before the end
     * @throws DomainException.Invalid when it has not just one file
     */
    String read(InputStream body, String boundary) {
        MultiPart.Parser parser = new MultiPart.Parser(boundary, this);
        parser.setMaxParts(MOST_PARTS);
        for (ByteBuffer next = next(body); next.hasRemaining(); next = next(body)) {
            parser.parse(Content.Chunk.from(next, false));
            requireGood();
        }
        parser.parse(Content.Chunk.EOF);
        requireGood();
        if (!complete) {
            throw new DomainException.Malformed("The form ended too early.");
        }
        if (files != 1) {
            throw new DomainException.Invalid(PART, "must be one part of the form");
        }
        return name.orElse("import");
    }

    /** A buffer of its own each time, since the parser may keep its end; empty at the end of the body. */
    private static ByteBuffer next(InputStream body) {
        try {
            byte[] buffer = new byte[BUFFER];
            return ByteBuffer.wrap(buffer, 0, Math.max(0, body.read(buffer)));
        } catch (IOException gone) {
            throw new DomainException.Malformed("The body ended too early.");
        }
    }

    private void requireGood() {
        if (failure instanceof RuntimeException refused
                && (refused instanceof DomainException || refused instanceof ClientErrorException)) {
            throw refused;
        }
        if (failure != null) {
            throw new DomainException.Malformed("The body is no form.");
        }
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
        if (failure == null && PART.equals(getName())) {
            try {
                if (file.size() + chunk.remaining() > most) {
                    throw new ClientErrorException(TOO_LARGE);
                }
                file.append(chunk.getByteBuffer());
            } catch (DomainException | ClientErrorException refused) {
                failure = refused;
            }
        }
    }

    @Override
    public void onPart(@Nullable String part, @Nullable String fileName, HttpFields headers) {
        if (PART.equals(part)) {
            files++;
            name = Optional.ofNullable(fileName).map(FormReader::withoutFolder).filter(it -> !it.isEmpty());
            if (files > 1) {
                failure = new DomainException.Invalid(PART, "must be one part of the form");
            }
        }
    }

    /** Some browsers send the whole path. */
    private static String withoutFolder(String given) {
        String base = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        return Text.cut(base.replaceAll("\\p{C}", "_").strip(), LONGEST_NAME);
    }

    @Override
    public void onComplete() {
        complete = true;
    }

    @Override
    public void onFailure(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }
}
