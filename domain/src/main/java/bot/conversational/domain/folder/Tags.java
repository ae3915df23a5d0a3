package bot.conversational.domain.folder;

import bot.conversational.domain.shared.DomainException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The tags of a conversation, in its user's order: at most {@value #MOST}, and of those that differ in case only the
 * first.
 */
public record Tags(List<Tag> all) {

    public static final int MOST = 20;

    public static final Tags NONE = new Tags(List.of());

    /** @throws DomainException.Invalid when there are too many */
    public Tags {
        Map<String, Tag> distinct = new LinkedHashMap<>();
        all.forEach(tag -> distinct.putIfAbsent(tag.key(), tag));
        if (distinct.size() > MOST) {
            throw new DomainException.Invalid("tags", "must be at most " + MOST);
        }
        all = List.copyOf(distinct.values());
    }

    /** @throws DomainException.Invalid when there are too many, or one breaks a tag's rules */
    public static Tags of(Collection<String> texts) {
        return new Tags(texts.stream().map(Tag::new).toList());
    }

    public List<String> texts() {
        return all.stream().map(Tag::text).toList();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether the tag is one of them, in whatever case. */
    public boolean has(Tag tag) {
        return keys().anyMatch(tag.key()::equals);
    }

    private Stream<String> keys() {
        return all.stream().map(Tag::key);
    }
}
