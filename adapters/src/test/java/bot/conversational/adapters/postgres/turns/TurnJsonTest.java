package bot.conversational.adapters.postgres.turns;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.database.SqlFile;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.folder.FolderPrompt;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.parts.PartSamples;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.InMemoryDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Java writes of a turn and what {@code sql/turns/parts/asked.sql} reads of it. A column the other side lacks is null. */
class TurnJsonTest {

    private static final Pattern RECORD_SET =
            Pattern.compile("json_to_recordset\\(:turns::json\\) as \\(([^)]+)\\)\\) with ordinality");
    private static final Pattern COLUMN = Pattern.compile("\\s*(\\w+) (\\w+)\\s*");

    private static final FolderPrompt FOLDER = new FolderPrompt(UUID.randomUUID(), Optional.of("Be brief."), 2);

    private final Map<String, String> columns = columns();
    private final List<JsonNode> turns = turns();

    @Test
    void everyColumnShouldBeWrittenAndEveryFieldRead() {
        Set<String> written = new LinkedHashSet<>();
        turns.forEach(turn -> written.addAll(names(turn)));
        assertThat(written).containsExactlyInAnyOrderElementsOf(columns.keySet());
    }

    @Test
    void fieldsShouldStandInTheOrderOfTheColumns() {
        for (JsonNode turn : turns) {
            List<String> written = names(turn);
            assertThat(columns.keySet()).filteredOn(written::contains).isEqualTo(written);
        }
    }

    @Test
    void everyValueShouldBeOfItsColumnsType() {
        for (JsonNode turn : turns) {
            for (String name : names(turn)) {
                assertThat(isOfType(turn.path(name), columns.getOrDefault(name, "no type")))
                        .as("%s %s: %s", name, columns.get(name), turn.path(name))
                        .isTrue();
            }
        }
    }

    private static boolean isOfType(JsonNode value, String type) {
        String text = value.asText();
        return switch (type) {
            case "uuid" -> UUID.fromString(text).toString().equals(text);
            case "integer" -> text.equals(String.valueOf(Integer.parseInt(text)));
            case "bigint" -> text.equals(String.valueOf(Long.parseLong(text)));
            case "timestamptz" -> Instant.parse(text).toString().equals(text);
            case "bytea" -> text.matches("\\\\x([0-9a-f]{2})+");
            case "boolean" -> value.isBoolean();
            case "text" -> value.isTextual();
            case "jsonb" -> value.isArray();
            default -> false;
        };
    }

    /** All that can be written: a first question brings a title, a second one has a parent, and a folder has a revision. */
    private static List<JsonNode> turns() {
        Dialogue dialogue = Dialogue.of(new InMemoryDatabase().stores());
        NewTurn first = dialogue.asking("Q1");
        dialogue.complete(first, "A1");
        NewTurn second = dialogue.at(dialogue.state().in(Optional.of(FOLDER))).asking("Q2", "a-key");
        ContextMessage answer =
                dialogue.answer(second, PartSamples.answer(), MessageStatus.COMPLETED, Optional.of(FinishReason.STOP));
        return Stream.of(
                        TurnJson.asked(first),
                        TurnJson.asked(Dialogue.wanting(
                                new AnswerForm(ToolUse.NONE, new ResponseFormat.JsonObject()),
                                dialogue.asking(PartSamples.question()))),
                        TurnJson.known(second, answer),
                        TurnJson.ended(dialogue.user(), dialogue.id(), 1, answer))
                .map(TurnJsonTest::json)
                .toList();
    }

    @Test
    void partsShouldBeLeftOutWhenThereIsNothingButText() {
        Dialogue dialogue = Dialogue.of(new InMemoryDatabase().stores());
        NewTurn turn = dialogue.asking("Q");

        assertThat(names(json(TurnJson.known(turn, dialogue.answer(turn, "A")))))
                .doesNotContain("question_parts", "question_wanted", "answer_parts", "finish_reason");
    }

    private static JsonNode json(String row) {
        try {
            return new ObjectMapper().readTree(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(JsonNode turn) {
        List<String> names = new ArrayList<>();
        turn.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Map<String, String> columns() {
        Matcher set = RECORD_SET.matcher(SqlFile.read("turns/begin"));
        assertThat(set.find()).isTrue();
        Map<String, String> columns = new LinkedHashMap<>();
        for (String text : Splitter.on(',').split(set.group(1))) {
            Matcher column = COLUMN.matcher(text);
            assertThat(column.matches()).as(text).isTrue();
            columns.put(column.group(1), column.group(2));
        }
        return columns;
    }
}
