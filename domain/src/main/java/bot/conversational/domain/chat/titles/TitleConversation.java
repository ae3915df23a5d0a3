package bot.conversational.domain.chat.titles;

import bot.conversational.domain.chat.turn.TurnPlan;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationEdit;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.editing.EditConversation;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Has a model title a conversation after its first answer, in place of the beginning of its first message. No turn waits
 * for it, its tokens are nobody's, and a title that a user gave meanwhile stays.
 */
public final class TitleConversation {

    private static final String WISH = "Write a title of at most six words for this conversation, in its own language."
            + " Answer with the title alone: no quotes, no full stop.";
    private static final int SHOWN = 2_000;
    private static final int MOST_TOKENS = 60;

    private final Optional<String> model;
    private final LanguageModel models;
    private final ConversationStore conversations;
    private final EditConversation edit;
    private final Executor threads;

    /** @param model that writes titles; empty: none does, and the beginning of the first message stays */
    public TitleConversation(
            Optional<String> model,
            LanguageModel models,
            ConversationStore conversations,
            EditConversation edit,
            Executor threads) {
        this.model = model;
        this.models = models;
        this.conversations = conversations;
        this.edit = edit;
        this.threads = threads;
    }

    /** To be told of every turn that has ended; it does something only after the one that gave the title. */
    public void ended(TurnPlan turn, Message answer) {
        if (model.isPresent()
                && turn.start().title().isPresent()
                && answer.status() == MessageStatus.COMPLETED
                && !answer.content().isBlank()) {
            threads.execute(() -> title(turn, answer, model.get()));
        }
    }

    private void title(TurnPlan turn, Message answer, String by) {
        Conversation conversation = turn.start().before().conversation();
        try {
            String said = models.generate(prompt(turn, answer, by), delta -> {}, new Cancellation())
                    .content()
                    .text();
            String title = Conversation.titleFrom(said.strip().replaceAll("^[\"“„«'*#\\s]+|[\"”“»'*\\s]+$", ""));
            if (!title.isBlank()) {
                replace(conversation.user(), conversation, turn.start().title(), title);
            }
        } catch (DomainException noTitle) {
            // The one that is there stays; the model's failures are counted where it is called.
        }
    }

    private void replace(UserId user, Conversation conversation, Optional<String> automatic, String title) {
        boolean untouched = conversations
                .find(user, conversation.id())
                .map(Conversation::title)
                .equals(Optional.of(automatic));
        if (untouched) {
            edit.edit(user, conversation.id(), ConversationEdit.ofTitle(title));
        }
    }

    private static Prompt prompt(TurnPlan turn, Message answer, String model) {
        String talk = "User: " + Text.cut(turn.question().message().content(), SHOWN) + "\n\nAssistant: "
                + Text.cut(answer.content(), SHOWN);
        return new Prompt(
                model,
                Optional.of(WISH),
                List.of(new Prompt.Line(MessageRole.USER, Content.of(talk), talk.length() / 4)),
                Sampling.of(Optional.of(0.0), Optional.of(MOST_TOKENS)),
                ToolUse.NONE,
                ResponseFormat.free(),
                Optional.empty());
    }
}
