package bot.conversational.adapters.llm.request;

import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;

/** Where the bytes of images and files are. */
final class AttachmentUrl {

    private AttachmentUrl() {}

    /** Uploaded files have become {@code data:} URLs before a prompt gets here. */
    static String of(Part.Attachment attachment) {
        return switch (attachment.origin()) {
            case Part.Origin.Url(String url) -> url;
            case Part.Origin.Blob ignored ->
                throw new DomainException.Broken("An uploaded file was not read before it was to be sent.", null);
        };
    }
}
