package bot.conversational.domain.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.audit.AuditAction;
import bot.conversational.domain.audit.AuditEntry;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.sharing.ShareStore.Added;
import bot.conversational.domain.sharing.ShareTerms.Ticked;
import bot.conversational.domain.sharing.copying.CopyRequests;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ShareStore} keeps, and every {@link CopyRequests}. */
public interface ShareStoreContract extends StoreContract {

    Instant NOW = StoreSamples.NOON;

    ShareStore shares();

    CopyRequests copies();

    private static SharedMessage message(String text) {
        return new SharedMessage(MessageRole.USER, Content.of(text), Optional.empty(), NOW);
    }

    private static SharedMessage withParts() {
        Content content = Content.of(List.of(
                new Part.Reasoning("Hm \u0000\"", Optional.empty()),
                new Part.Text("Änne 😀"),
                new Part.ToolCall("c1", "look", "{\"a\": 1}"),
                new Part.Source(
                        Optional.of("https://example.org"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(0),
                        Optional.of(3))));
        return new SharedMessage(MessageRole.ASSISTANT, content, Optional.of("a-model"), NOW.plusSeconds(1));
    }

    private static Snapshot snapshot(String text) {
        return new Snapshot(Optional.of("Title"), List.of(List.of(message(text)), List.of(message("second piece"))));
    }

    private static Share share(Dialogue dialogue, Optional<Instant> expiresAt, boolean showName) {
        return new Share(
                new ShareId(UUID.randomUUID()),
                dialogue.user(),
                new Share.Link(ShareToken.issue(new SecureRandom()), dialogue.id(), Optional.empty()),
                new ShareTerms(Visibility.MEMBERS, expiresAt, showName, new Ticked(true, false, true)),
                1,
                NOW,
                0);
    }

    private static AuditEntry entry(Share share) {
        return StoreSamples.entry(AuditAction.SHARE_CREATE, share.user());
    }

    private Share added(Dialogue dialogue) {
        Share share = share(dialogue, Optional.empty(), true);
        assertThat(shares().add(share, snapshot("first"), entry(share))).isEqualTo(Added.ADDED);
        return share;
    }

    private Optional<OpenShare> open(Share share) {
        return shares().open(share.link().token(), NOW);
    }

    @Test
    default void addedShareShouldBeReadPieceByPiece() {
        Dialogue dialogue = Dialogue.of(stores());
        Share share = share(dialogue, Optional.empty(), true);
        Content kept = Content.of(List.of(new Part.Text("x"), new Part.Reasoning("Hm", Optional.empty())));
        SharedMessage second = new SharedMessage(MessageRole.TOOL, kept, Optional.of("m"), NOW);
        Snapshot snapshot =
                new Snapshot(Optional.of("Title"), List.of(List.of(message("one"), second), List.of(message("three"))));

        assertThat(shares().add(share, snapshot, entry(share))).isEqualTo(Added.ADDED);

        OpenShare open = open(share).orElseThrow();
        assertThat(open)
                .isEqualTo(new OpenShare(
                        dialogue.user(),
                        share.id(),
                        1,
                        Visibility.MEMBERS,
                        Optional.of("Title"),
                        Optional.of("Änne 😀"),
                        new OpenShare.Pieces(2, true, List.of(message("one"), second))));
        assertThat(shares().piece(open, 1, NOW)).contains(List.of(message("three")));
        assertThat(shares().piece(open, 2, NOW)).isEmpty();
        assertThat(shares().find(dialogue.user(), dialogue.id(), share.id())).contains(share);
    }

    @Test
    default void partsShouldBeAsTheyWereButForWhatNoStoreHolds() {
        Dialogue dialogue = Dialogue.of(stores());
        Share share = share(dialogue, Optional.empty(), false);

        shares().add(share, new Snapshot(Optional.empty(), List.of(List.of(withParts()))), entry(share));

        OpenShare open = open(share).orElseThrow();
        assertThat(open.title()).isEmpty();
        assertThat(open.sharedBy()).as("it is not shown").isEmpty();
        SharedMessage read = open.pieces().first().getFirst();
        assertThat(read.content().text()).isEqualTo("Änne 😀");
        assertThat(read.content().parts().subList(1, 4))
                .isEqualTo(withParts().content().parts().subList(1, 4));
    }

    @Test
    default void revokedShareShouldBeGone() {
        Dialogue dialogue = Dialogue.of(stores());
        Share share = added(dialogue);
        OpenShare open = open(share).orElseThrow();

        assertThat(shares().revoke(StoreSamples.newUser(stores()), share.id(), entry(share)))
                .isFalse();
        assertThat(open(share)).isPresent();
        assertThat(shares().revoke(dialogue.user(), share.id(), entry(share))).isTrue();

        assertThat(open(share)).isEmpty();
        assertThat(shares().piece(open, 1, NOW)).isEmpty();
        assertThat(shares().revoke(dialogue.user(), share.id(), entry(share)))
                .as("a repeat")
                .isFalse();
        assertThat(shares().find(dialogue.user(), dialogue.id(), share.id())).isEmpty();
        assertThat(shares().renew(dialogue.user(), share.id(), snapshot("again"), entry(share)))
                .isEmpty();
    }

    @Test
    default void renewedShareShouldShowTheOtherSnapshotAlone() {
        Dialogue dialogue = Dialogue.of(stores());
        Share share = added(dialogue);
        OpenShare former = open(share).orElseThrow();
        Snapshot other = new Snapshot(Optional.of("Other"), List.of(List.of(message("renewed"))));

        assertThat(shares().renew(StoreSamples.newUser(stores()), share.id(), other, entry(share)))
                .isEmpty();
        Share renewed =
                shares().renew(dialogue.user(), share.id(), other, entry(share)).orElseThrow();

        assertThat(renewed.revision()).isEqualTo(2);
        assertThat(renewed.link()).isEqualTo(share.link());
        OpenShare open = open(share).orElseThrow();
        assertThat(open.revision()).isEqualTo(2);
        assertThat(open.title()).contains("Other");
        assertThat(open.pieces().first()).containsExactly(message("renewed"));
        assertThat(shares().piece(open, 1, NOW)).isEmpty();
        assertThat(shares().piece(former, 1, NOW)).as("of the former one").isEmpty();
    }

    @Test
    default void expiredShareShouldNotBeReadAndStillBeListed() {
        Dialogue dialogue = Dialogue.of(stores());
        Share share = share(dialogue, Optional.of(NOW.plusSeconds(10)), true);
        shares().add(share, snapshot("first"), entry(share));
        OpenShare open = open(share).orElseThrow();

        assertThat(shares().open(share.link().token(), NOW.plusSeconds(9))).isPresent();
        assertThat(shares().open(share.link().token(), NOW.plusSeconds(10))).isEmpty();
        assertThat(shares().piece(open, 1, NOW.plusSeconds(10))).isEmpty();
        assertThat(shares().list(dialogue.user(), PageRequest.first(10)).items())
                .containsExactly(share);
    }

    @Test
    default void shareShouldGoWithItsConversation() {
        Dialogue dialogue = Dialogue.of(stores());
        Share share = added(dialogue);

        delete(dialogue.user(), dialogue.id());

        assertThat(open(share)).isEmpty();
        assertThat(shares().list(dialogue.user(), PageRequest.first(10)).items())
                .isEmpty();
    }

    @Test
    default void shareShouldGoWithItsOwner() {
        Dialogue dialogue = Dialogue.of(stores());
        Share share = added(dialogue);

        stores().erasures().begin(dialogue.user(), StoreSamples.HASH, StoreSamples.entry());

        assertThat(open(share)).isEmpty();
    }

    @Test
    default void addShouldRefuseAnothersConversationAndMoreThanThereMayBe() {
        Dialogue dialogue = Dialogue.of(stores());
        Share ofAnother = new Share(
                new ShareId(UUID.randomUUID()),
                StoreSamples.newUser(stores()),
                new Share.Link(ShareToken.issue(new SecureRandom()), dialogue.id(), Optional.empty()),
                new ShareTerms(Visibility.LINK, Optional.empty(), false, Ticked.NOTHING),
                1,
                NOW,
                0);
        assertThat(shares().add(ofAnother, snapshot("a"), entry(ofAnother))).isEqualTo(Added.NO_CONVERSATION);

        for (int i = 0; i < ShareStore.MOST_OF_A_USER; i++) {
            added(dialogue);
        }
        Share more = share(dialogue, Optional.empty(), true);
        assertThat(shares().add(more, snapshot("a"), entry(more))).isEqualTo(Added.TOO_MANY);
        assertThat(open(more)).isEmpty();
    }

    @Test
    default void listShouldBePaged() {
        Dialogue dialogue = Dialogue.of(stores());
        List<Share> all = List.of(added(dialogue), added(dialogue), added(dialogue));
        UserId user = dialogue.user();

        var first = shares().list(user, PageRequest.first(2));
        var second = shares().list(user, new PageRequest<>(2, first.next()));

        assertThat(first.items()).hasSize(2);
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isEmpty();
        assertThat(all).containsAll(first.items()).containsAll(second.items());
        assertThat(first.items()).doesNotContainAnyElementsOf(second.items());
        assertThat(shares().list(StoreSamples.newUser(stores()), PageRequest.first(2))
                        .items())
                .isEmpty();
    }

    @Test
    default void viewsShouldAddUp() {
        Dialogue dialogue = Dialogue.of(stores());
        Share share = added(dialogue);
        ShareStore.Viewed viewed = new ShareStore.Viewed(dialogue.user(), share.id());
        ShareStore.Viewed gone = new ShareStore.Viewed(dialogue.user(), new ShareId(UUID.randomUUID()));

        shares().addViews(Map.of(viewed, 3L, gone, 5L));
        shares().addViews(Map.of(viewed, 4L));

        assertThat(shares().find(dialogue.user(), dialogue.id(), share.id()))
                .hasValueSatisfying(it -> assertThat(it.views()).isEqualTo(7));
    }

    @Test
    default void keyShouldStandForItsFirstRequest() {
        UserId user = StoreSamples.newUser(stores());
        KeyedRequest request = new KeyedRequest(new IdempotencyKey("k"), Digest.of(List.of("a")));
        KeyedRequest other = new KeyedRequest(new IdempotencyKey("k"), Digest.of(List.of("b")));
        ConversationId copy = new ConversationId(UUID.randomUUID());
        ConversationId another = new ConversationId(UUID.randomUUID());

        assertThat(copies().claim(user, request, copy, NOW)).isEqualTo(new CopyRequests.Claimed(copy, true, false));
        assertThat(copies().claim(user, request, another, NOW)).isEqualTo(new CopyRequests.Claimed(copy, true, false));
        copies().done(user, request);
        assertThat(copies().claim(user, other, another, NOW)).isEqualTo(new CopyRequests.Claimed(copy, false, true));
        assertThat(copies().claim(StoreSamples.newUser(stores()), other, another, NOW))
                .as("of another user")
                .isEqualTo(new CopyRequests.Claimed(another, true, false));
    }

    @Test
    default void readsShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        Share share = added(Dialogue.of(stores()));

        unavailableDuringOutage(() -> open(share));
    }
}
