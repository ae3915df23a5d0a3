package bot.conversational.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.ToolUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class StoredFormTest {

    private static final ToolUse.Tool TOOL =
            new ToolUse.Tool("look_up", Optional.of("Looks “ö” up"), "{\"b\": 1, \"a\": \"\\u0000\"}");

    static final List<AnswerForm> FORMS = List.of(
            AnswerForm.FREE,
            new AnswerForm(ToolUse.NONE, new ResponseFormat.JsonObject()),
            new AnswerForm(ToolUse.NONE, new ResponseFormat.JsonSchema("answer", "{\"type\": \"object\"}")),
            new AnswerForm(new ToolUse(List.of(TOOL), Optional.empty()), ResponseFormat.free()),
            chosen(new ToolUse.Choice.Auto()),
            chosen(new ToolUse.Choice.Never()),
            chosen(new ToolUse.Choice.Required()),
            chosen(new ToolUse.Choice.Named("look_up")),
            new AnswerForm(
                    ToolUse.NONE,
                    ResponseFormat.free(),
                    Optional.of("Be “brief”.\n"),
                    Map.of("metadata.key", "value", "given", "0")));

    @ParameterizedTest
    @FieldSource("FORMS")
    void formShouldComeBackToTheLetter(AnswerForm form) {
        assertThat(StoredForm.read(StoredForm.write(form))).isEqualTo(form);
    }

    @Test
    void anyFormShouldTakeNoSpace() {
        assertThat(StoredForm.write(AnswerForm.FREE)).isEmpty();
    }

    @Test
    void whatIsNoJsonShouldBeRefused() {
        assertThatThrownBy(() -> StoredForm.read(Optional.of("{"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static AnswerForm chosen(ToolUse.Choice choice) {
        return new AnswerForm(new ToolUse(List.of(TOOL), Optional.of(choice)), ResponseFormat.free());
    }
}
