package bot.conversational.application.http.conversations;

import bot.conversational.application.http.json.IdParameters;
import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationFilter.Place;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.Tag;
import bot.conversational.domain.shared.DomainException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a query that name a folder and a tag. */
public final class WithinParameters {

    /** Names the place of what is in no folder. */
    private static final String NO_FOLDER = "none";

    private WithinParameters() {}

    /**
     * The filter.
     *
     * @param folder an id or {@code none}
     * @throws DomainException.Malformed when the folder is neither
     * @throws DomainException.Invalid when there can be no such tag
     */
    public static ConversationFilter filter(@Nullable Boolean archived, @Nullable String folder, @Nullable String tag) {
        return new ConversationFilter(
                Optional.ofNullable(archived),
                Optional.ofNullable(folder).map(WithinParameters::place),
                Optional.ofNullable(tag).map(Tag::new));
    }

    private static Place place(String folder) {
        return folder.equals(NO_FOLDER)
                ? new Place.Outside()
                : new Place.In(new FolderId(IdParameters.parse(
                        folder, reason -> new DomainException.Malformed("folder must be an id or none"))));
    }
}
