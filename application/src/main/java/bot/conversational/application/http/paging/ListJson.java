package bot.conversational.application.http.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor where the next page starts; null on the last
 */
public record ListJson<T>(List<T> items, @Nullable String nextCursor) {}
