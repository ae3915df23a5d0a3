package bot.conversational.domain.search.meaning;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.search.meaning.VectorSearch.NearConversation;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the caller's other conversations that are about the same. */
public final class FindRelated {

    private static final int MOST = 5;

    /**
     * A conversation.
     *
     * @param score how near it is, from 0 for an unrelated one to 1
     */
    public record Related(Conversation conversation, double score) {}

    private final VectorSearch vectors;
    private final AskedModels models;
    private final ConversationLookup conversations;

    public FindRelated(VectorSearch vectors, AskedModels models, ConversationLookup conversations) {
        this.vectors = vectors;
        this.models = models;
        this.conversations = conversations;
    }

    /**
     * Up to five, nearest first.
     *
     * @throws DomainException.NotFound when the user has no such conversation
     * @throws DomainException.Unavailable when the store is unavailable or too slow
     */
    public List<Related> related(UserId user, ConversationId conversation) {
        CalibratedModel model = models.choose(user);
        List<NearConversation> near = vectors.related(user, model.name(), conversation, MOST);
        List<ConversationId> wanted =
                near.stream().map(NearConversation::conversation).collect(Collectors.toList());
        wanted.add(conversation);
        Map<ConversationId, Conversation> known = conversations.findAll(user, wanted).stream()
                .collect(Collectors.toMap(Conversation::id, Function.identity()));
        if (!known.containsKey(conversation)) {
            throw new DomainException.NotFound("conversation");
        }
        return near.stream()
                .flatMap(it -> Optional.ofNullable(known.get(it.conversation())).stream()
                        .map(found -> new Related(found, model.calibration().nearness(it.cosine()))))
                .toList();
    }
}
