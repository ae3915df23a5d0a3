package bot.conversational.domain.sharing.copying;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.conversation.GenerationInfo;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.files.ReadFile;
import bot.conversational.domain.files.StoredFile;
import bot.conversational.domain.files.UploadFile;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.sharing.OpenShare;
import bot.conversational.domain.sharing.ReadShare;
import bot.conversational.domain.sharing.SharedMessage;
import bot.conversational.domain.transfer.ConversationArchive;
import bot.conversational.domain.transfer.Transcript;
import bot.conversational.domain.user.UserId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes a conversation of the caller's out of a share, with the files that it names. Ids of messages follow from the id
 * of the copy, so that who repeats a half-done copy finishes the same one.
 */
public final class CopyShare {

    private final ReadShare shares;
    private final CopyRequests requests;
    private final Destination destination;
    private final TokenCounter tokens;
    private final IdSource ids;
    private final InstantSource clock;

    /** Where copies go. */
    public record Destination(
            ConversationArchive archive, ConversationStore conversations, ReadFile files, UploadFile uploads) {}

    /**
     * A copy.
     *
     * @param replayed whether an earlier call with the same key made it
     */
    public record Copied(Conversation conversation, boolean replayed) {}

    public CopyShare(
            ReadShare shares,
            CopyRequests requests,
            Destination destination,
            TokenCounter tokens,
            IdSource ids,
            InstantSource clock) {
        this.shares = shares;
        this.requests = requests;
        this.destination = destination;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Copies the revision that the caller has seen.
     *
     * @param token as it stands in the path
     * @param request empty without a key
     * @throws DomainException.NotFound when there is no such share (any more), or the copy was deleted since
     * @throws DomainException.Conflict when the share shows another revision by now
     * @throws DomainException.KeyReused when the key came with another request before
     * @throws DomainException.LimitExceeded when the caller has no room for the files
     */
    public Copied copy(UserId user, String token, int revision, Optional<KeyedRequest> request) {
        ConversationId id = new ConversationId(ids.next());
        if (request.isEmpty()) {
            return new Copied(make(user, id, token, revision), false);
        }
        KeyedRequest keyed = request.get();
        CopyRequests.Claimed claimed = requests.claim(user, keyed, id, now());
        if (!claimed.same()) {
            throw new DomainException.KeyReused();
        }
        Optional<Conversation> made = destination.conversations().find(user, claimed.copy());
        if (made.isPresent()) {
            return new Copied(made.get(), true);
        }
        if (claimed.done()) {
            throw new DomainException.NotFound("copy");
        }
        Conversation copy = make(user, claimed.copy(), token, revision);
        requests.done(user, keyed);
        return new Copied(copy, false);
    }

    private Conversation make(UserId user, ConversationId id, String token, int revision) {
        OpenShare share = shares.open(token, Optional.empty());
        if (share.revision() != revision) {
            throw new DomainException.Conflict("The share shows revision " + share.revision() + " by now.");
        }
        Transcript transcript = transcript(user, id, share);
        destination.archive().addAll(List.of(transcript));
        return transcript.conversation();
    }

    private Transcript transcript(UserId user, ConversationId id, OpenShare share) {
        List<ContextMessage> messages = new ArrayList<>();
        BranchHead head = BranchHead.NONE;
        for (int n = 0; n < share.pieces().count(); n++) {
            for (SharedMessage shared : shares.piece(share, n)) {
                Content content = withFiles(user, share, shared.content());
                if (!content.isEmpty()) {
                    ContextMessage added = message(id, head, shared, content);
                    messages.add(added);
                    head = BranchHead.of(added);
                }
            }
        }
        Instant now = now();
        Conversation conversation = new Conversation(
                id,
                user,
                ConversationSettings.of(share.title(), Optional.empty(), Optional.empty()),
                new ConversationProgress(messages.size(), now, now, 1));
        return new Transcript(conversation, messages, messages.getLast());
    }

    private ContextMessage message(
            ConversationId conversation, BranchHead parent, SharedMessage shared, Content content) {
        Message message = new Message(
                id(conversation, parent.seq() + 1),
                new TreePosition(conversation, parent.seq() + 1, parent.id()),
                shared.role(),
                content,
                new GenerationInfo(
                        MessageStatus.COMPLETED,
                        Optional.empty(),
                        shared.model(),
                        false,
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                shared.createdAt());
        return new ContextMessage(message, tokens.count(content), parent.hash().plus(shared.role(), content));
    }

    /** Of the time of the copy's id, with random bits from its hash. */
    private static MessageId id(ConversationId conversation, long seq) {
        ByteBuffer hash = ByteBuffer.wrap(
                Digest.of(List.of(conversation.toString(), Long.toString(seq))).bytes());
        long time = conversation.value().getMostSignificantBits() & ~0xFFFFL;
        long high = time | 0x7000L | hash.getLong() & 0x0FFFL;
        long low = 0x8000_0000_0000_0000L | hash.getLong() >>> 2;
        return new MessageId(new UUID(high, low));
    }

    /** Each uploaded file becomes one of the user's. One that is not there any more is left out. */
    private Content withFiles(UserId user, OpenShare share, Content content) {
        if (content.all(Part.Attachment.class).isEmpty()) {
            return content;
        }
        List<Part> parts = new ArrayList<>();
        for (Part part : content.parts()) {
            if (!(part instanceof Part.Attachment(var kind, var type, var name, Part.Origin.Blob blob))
                    || copied(user, share.owner(), blob)) {
                parts.add(part);
            }
        }
        return Content.of(parts);
    }

    private boolean copied(UserId user, UserId owner, Part.Origin.Blob blob) {
        StoredFile file;
        try {
            file = destination.files().find(owner, blob);
        } catch (DomainException.NotFound gone) {
            return false;
        }
        destination
                .uploads()
                .upload(user, file.mediaType(), file.name(), destination.files().content(owner, file));
        return true;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
