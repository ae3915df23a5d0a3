package bot.conversational.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.InMemoryContextCache;
import bot.conversational.domain.chat.live.InMemoryLiveTextMirror;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.Question;
import bot.conversational.domain.conversation.ConversationEdit;
import bot.conversational.domain.conversation.ConversationEdit.Field;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.editing.CreateConversation;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.folder.FilingEdit;
import bot.conversational.domain.folder.FilingEdit.FolderChange;
import bot.conversational.domain.folder.FolderEdit;
import bot.conversational.domain.folder.FolderEdit.PromptChange;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.folder.managing.CreateFolder;
import bot.conversational.domain.folder.managing.ManageFolders;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ScriptedLanguageModel;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.shared.CountingIdSource;
import bot.conversational.domain.stores.InMemoryStores;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What models are told of the folder that a conversation is in. */
class FolderPromptsTest extends InMemoryStores {

    private static final InstantSource CLOCK = InstantSource.fixed(StoreSamples.NOON);
    private static final int WINDOW = 40;

    private final CountingIdSource ids = new CountingIdSource();
    private final ScriptedLanguageModel model = new ScriptedLanguageModel();
    private final UserId user = StoreSamples.newUser(stores());
    private final ManageFolders folders = new ManageFolders(stores().folders(), new WordCounter());
    private final TestNode node = new TestNode(
            "node",
            new TestNode.Shared(
                    stores(),
                    new InMemoryContextCache(WINDOW),
                    new InMemoryLiveTextMirror(),
                    model,
                    WINDOW,
                    ids,
                    CLOCK),
            Runnable::run);

    @Test
    void folderShouldSpeakBeforeTheConversation() {
        ConversationId conversation = in(folder("Be brief."), Optional.of("Be kind."));

        ask(conversation, "What?");

        assertThat(prompt().systemPrompt()).contains("Be brief.\n\nBe kind.");
    }

    @Test
    void nextTurnShouldGoByWhatTheFolderSaysThen() {
        FolderId folder = folder("Be brief.");
        ConversationId conversation = in(folder, Optional.empty());
        ask(conversation, "One?");
        ask(conversation, "Two?");
        assertThat(prompt().systemPrompt()).contains("Be brief.");

        folders.edit(user, folder, saying(new PromptChange.Write("Be long.")));
        Exchange asked = ask(conversation, "Three?");
        assertThat(prompt().systemPrompt()).contains("Be long.");
        folders.edit(user, folder, saying(new PromptChange.Remove()));
        node.regenerate.regenerate(
                user, conversation, asked.assistantMessage().id(), GenerationOptions.NONE, Optional.empty());
        assertThat(prompt().systemPrompt()).isEmpty();
    }

    @Test
    void movedConversationShouldGoByItsNewFolder() {
        ConversationId conversation = in(folder("Be brief."), Optional.empty());
        ask(conversation, "One?");
        Field keep = new Field.Keep();

        for (FolderChange change :
                new FolderChange[] {new FolderChange.MoveInto(folder("Be long.")), new FolderChange.MoveOut()}) {
            ConversationEdit move = new ConversationEdit(
                    keep, keep, keep, Optional.empty(), Optional.empty(), new FilingEdit(change, Optional.empty()));
            stores().conversations().edit(user, conversation, move, CLOCK.instant());
            ask(conversation, "And now?");
            assertThat(prompt().systemPrompt())
                    .isEqualTo(change instanceof FolderChange.MoveOut ? Optional.empty() : Optional.of("Be long."));
        }
    }

    @Test
    void windowShouldHoldWhatTheFolderSays() {
        ConversationId loose = in(folder("Be brief."), Optional.empty());
        ConversationId tight = in(folder("word ".repeat(20)), Optional.empty());
        for (ConversationId conversation : new ConversationId[] {loose, tight}) {
            ask(conversation, "one two three four five");
            ask(conversation, "six seven eight nine ten");
        }

        assertThat(model.prompts().get(1).messages()).hasSize(3);
        assertThat(prompt().messages()).hasSize(1);
    }

    @Test
    void answerShouldBeReusedUnderTheSamePromptsOnly() {
        FolderId folder = folder("Be brief.");
        ask(in(folder, Optional.empty()), "Same?");

        assertThat(ask(in(folder("Be brief."), Optional.empty()), "Same?")
                        .assistantMessage()
                        .cached())
                .isTrue();
        assertThat(ask(in(folder("Be long."), Optional.empty()), "Same?")
                        .assistantMessage()
                        .cached())
                .isFalse();
        folders.edit(user, folder, saying(new PromptChange.Write("Be kind.")));
        assertThat(ask(in(folder, Optional.empty()), "Same?").assistantMessage().cached())
                .isFalse();
        assertThat(ask(in(folder, Optional.of("Be kind.")), "Same?")
                        .assistantMessage()
                        .cached())
                .isFalse();
    }

    private FolderId folder(String prompt) {
        return new CreateFolder(stores().folders(), new WordCounter(), ids, CLOCK)
                .create(user, "A folder", Optional.empty(), Optional.empty(), Optional.of(prompt))
                .id();
    }

    private ConversationId in(FolderId folder, Optional<String> systemPrompt) {
        return new CreateConversation(stores().conversations(), TestNode.models(WINDOW), ids, CLOCK)
                .create(
                        user,
                        ConversationSettings.of(Optional.empty(), Optional.empty(), systemPrompt),
                        new Filing(Optional.of(folder), Tags.NONE))
                .id();
    }

    private Exchange ask(ConversationId conversation, String question) {
        return node.ask(
                user,
                conversation,
                new Question(question, new Parent.Newest(), GenerationOptions.NONE),
                Optional.empty());
    }

    private Prompt prompt() {
        return model.prompts().getLast();
    }

    private static FolderEdit saying(PromptChange change) {
        return new FolderEdit(Optional.empty(), new FolderChange.Stay(), Optional.empty(), change);
    }
}
