package bot.conversational.application.http.openai.items;

import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.responses.KeepItems;
import bot.conversational.domain.responses.items.Item;
import bot.conversational.domain.responses.items.ItemId;
import bot.conversational.domain.shared.PageRequest;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stretch of items. */
@Schema(name = "ItemList")
public record ItemListJson(
        @Schema(allowableValues = "list") String object,
        List<ItemJson> data,
        @JsonProperty("first_id") @Nullable String firstId,
        @JsonProperty("last_id") @Nullable String lastId,
        @JsonProperty("has_more") boolean hasMore) {

    private static final int USUAL = 20;
    private static final int MOST = 100;

    /** Some items, behind which there may be more. */
    public static ItemListJson of(KeepItems.Stretch stretch) {
        List<Item> items = stretch.items();
        return new ItemListJson(
                "list",
                items.stream().map(ItemJson::of).toList(),
                items.isEmpty() ? null : items.getFirst().id().toString(),
                items.isEmpty() ? null : items.getLast().id().toString(),
                stretch.more());
    }

    /** The stretch that a call wants. */
    public static PageRequest<ItemId> page(@Nullable Integer limit, @Nullable String after) {
        int rows = limit == null ? USUAL : limit;
        if (rows < 1 || rows > MOST) {
            throw OpenAiFailure.invalid("limit", "must be between 1 and " + MOST);
        }
        return new PageRequest<>(
                rows,
                Optional.ofNullable(after)
                        .map(text -> ItemId.parse(text)
                                .orElseThrow(() -> OpenAiFailure.invalid("after", "must be the id of an item"))));
    }

    /** Whether the newest items come first, as they do unless a call wants otherwise. */
    public static boolean newestFirst(@Nullable String order) {
        return switch (order) {
            case null -> true;
            case "desc" -> true;
            case "asc" -> false;
            default -> throw OpenAiFailure.invalid("order", "must be asc or desc");
        };
    }
}
