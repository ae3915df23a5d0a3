package bot.conversational.adapters.postgres.folders;

import bot.conversational.adapters.postgres.database.PostgresGuard;
import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.folder.Tag;
import bot.conversational.domain.folder.TagCount;
import bot.conversational.domain.folder.TagStore;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** {@link TagStore} on the tags of {@code conversations}: all of the user's are read, which lie together in an index. */
public final class JdbiTagStore implements TagStore {

    private final PostgresGuard calls;
    private final String list = SqlFile.read("folders/tags");

    public JdbiTagStore(Jdbi jdbi) {
        this.calls = new PostgresGuard(jdbi);
    }

    @Override
    public Page<TagCount, String> counts(UserId user, PageRequest<String> page) {
        List<TagCount> rows = calls.read(
                user,
                handle -> handle.createQuery(list)
                        .bind("user", user)
                        .bind("after", page.after())
                        .bind("rows", page.limit() + 1)
                        .map((row, context) -> new TagCount(new Tag(row.getString("tag")), row.getInt("conversations")))
                        .list());
        return Page.of(rows, page.limit(), count -> count.tag().key());
    }
}
