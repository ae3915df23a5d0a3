package bot.conversational.domain.files;

import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.llm.parts.Part.Attachment;
import bot.conversational.domain.llm.parts.Part.Origin;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Keeps the files of a question where files are: the bytes of {@code data:} URLs are stored as uploaded ones are, so
 * that messages, caches and the index hold names of files and never their bytes.
 */
public final class KeepQuestionFiles {

    private static final String DATA = "data:";

    private final UploadFile uploads;
    private final PromptFiles prompts;

    public KeepQuestionFiles(UploadFile uploads, PromptFiles prompts) {
        this.uploads = uploads;
        this.prompts = prompts;
    }

    /**
     * The question with a file in place of each {@code data:} URL.
     *
     * @throws DomainException.Invalid when one is not of its type, or names a file that the user does not have
     * @throws DomainException.LimitExceeded when the user's files have too many bytes together
     */
    public Content keep(UserId user, Content question) {
        if (question.all(Attachment.class).isEmpty()) {
            return question;
        }
        Content kept = Content.of(question.parts().stream()
                .map(part -> part instanceof Attachment(var kind, String mediaType, var name, Origin.Url(String url))
                                && url.startsWith(DATA)
                        ? (Part) new Attachment(kind, mediaType, name, stored(user, mediaType, url))
                        : part)
                .toList());
        prompts.check(user, kept);
        return kept;
    }

    private Origin.Blob stored(UserId user, String mediaType, String url) {
        try {
            byte[] bytes = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
            return uploads.upload(user, mediaType, Optional.empty(), new Bytes(bytes))
                    .file()
                    .blob();
        } catch (IllegalArgumentException notBase64) {
            throw new DomainException.Invalid("parts", "must have data URLs in base64");
        } catch (DomainException.Invalid notOfItsType) {
            throw new DomainException.Invalid("parts", "must have data URLs of 1 byte or more that are of their type");
        }
    }

    private record Bytes(byte[] bytes) implements FileContent {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public byte[] chunk(int n) {
            return Arrays.copyOfRange(bytes, n * CHUNK, Math.min(bytes.length, (n + 1) * CHUNK));
        }
    }
}
