package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.CachedAnswer;
import bot.conversational.domain.chat.context.ContextHash;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.context.WriteId;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationProgress;
import bot.conversational.domain.conversation.ConversationSettings;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.folder.Filing;
import bot.conversational.domain.folder.FolderId;
import bot.conversational.domain.folder.FolderPrompt;
import bot.conversational.domain.folder.Tags;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is in Redis outlives the service that wrote it: these texts are those of earlier versions. */
class ContextJsonTest {

    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String TITLED = """
        {"id":"00000000-0000-0001-0000-000000000002","user":"00000000-0000-0003-0000-000000000004",\
        "title":"Größe","model":null,"systemPrompt":"Be brief.\\nBe kind.","pinned":true,"archived":false,\
        "messageCount":2,"createdMicros":1000001,"updatedMicros":2000002,"version":3,"lastSeq":4,\
        "headId":"00000000-0000-0005-0000-000000000006","headSeq":4,"headChain":"%s",\
        "write":"00000000-0000-0007-0000-000000000008"}\
        """.formatted(HASH);
    private static final ConversationState STATE = new ConversationState(
            new Conversation(
                    new ConversationId(new UUID(1, 2)),
                    new UserId(new UUID(3, 4)),
                    new ConversationSettings(
                            Optional.of("Größe"), Optional.empty(), Optional.of("Be brief.\nBe kind."), true, false),
                    new ConversationProgress(
                            2,
                            Instant.parse("1970-01-01T00:00:01.000001Z"),
                            Instant.parse("1970-01-01T00:00:02.000002Z"),
                            3)),
            4,
            new BranchHead(Optional.of(new MessageId(new UUID(5, 6))), 4, ContextHash.parse(HASH)),
            Optional.of(new WriteId(new UUID(7, 8))));

    private static final CachedAnswer ANSWER = new CachedAnswer(
            new UserId(new UUID(3, 4)),
            5,
            Content.of("Yes."),
            1,
            "a-model",
            Optional.of(new TokenUsage(6, 7, 8, 9)),
            FinishReason.STOP);
    private static final String ANSWERED = """
        {"owner":"00000000-0000-0003-0000-000000000004","questionTokens":5,"content":"Yes.","tokens":1,\
        "model":"a-model","usage":{"promptTokens":6,"completionTokens":7,"cachedTokens":8,"reasoningTokens":9},\
        "finish":"STOP"}\
        """;

    @Test
    void writeShouldGiveTheTextOfEarlierVersions() {
        assertThat(ContextJson.write(STATE)).isEqualTo(TITLED);
    }

    @Test
    void readStateShouldTakeTheTextOfEarlierAndLaterVersions() {
        assertThat(ContextJson.readState(TITLED)).contains(STATE);
        assertThat(ContextJson.readState(TITLED.replaceFirst("\\{", "{\"colour\":[1],")))
                .contains(STATE);
    }

    @Test
    void stateShouldSayWhereItsConversationIsKept() {
        Conversation c = STATE.conversation();
        Filing filing = new Filing(Optional.of(new FolderId(new UUID(9, 10))), Tags.of(List.of("Work", "größe")));
        ConversationState filed = new ConversationState(
                new Conversation(c.id(), c.user(), c.settings(), filing, c.progress()),
                4,
                STATE.head(),
                STATE.write(),
                Optional.of(new FolderPrompt(new UUID(11, 12), Optional.of("Be long."), 2)));
        String written = TITLED.substring(0, TITLED.length() - 1) + """
                ,"tags":["Work","größe"],"folder":{"id":"00000000-0000-0009-0000-00000000000a",\
                "revision":"00000000-0000-000b-0000-00000000000c","prompt":"Be long.","tokens":2}}\
                """;

        assertThat(ContextJson.write(filed)).isEqualTo(written);
        assertThat(ContextJson.readState(written)).contains(filed);
    }

    @Test
    void readAnswerShouldTakeTheTextOfLaterVersions() {
        assertThat(ContextJson.write(ANSWER)).isEqualTo(ANSWERED);
        assertThat(ContextJson.readAnswer(ANSWERED)).contains(ANSWER);
        assertThat(ContextJson.readAnswer(ANSWERED.replaceFirst("\\{", "{\"colour\":[1],")))
                .contains(ANSWER);
    }

    /** It may have been cut: that version did not know. */
    @Test
    void readAnswerShouldBeEmptyWhenItIsOfAVersionThatKnewNoFinishReason() {
        assertThat(ContextJson.readAnswer(ANSWERED.replace(",\"finish\":\"STOP\"", "")))
                .isEmpty();
    }

    @Test
    void readStateShouldBeEmptyWhenATimeIsMissing() {
        assertThat(ContextJson.readState(TITLED.replace("\"createdMicros\":1000001,", "")))
                .isEmpty();
    }
}
