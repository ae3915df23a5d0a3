package bot.conversational.domain.llm;

import bot.conversational.domain.shared.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer may consist of: the tools that it may call, and the form of its text. And what goes with its question
 * when it is answered again.
 *
 * @param instructions to the model for the answers to this question alone, behind the conversation's system prompt
 * @param notes of the caller's, kept with the question; no model sees them, and no answer depends on them
 */
public record AnswerForm(
        ToolUse tools, ResponseFormat format, Optional<String> instructions, Map<String, String> notes) {

    public static final int MAX_INSTRUCTIONS = 64 * 1024;

    /** Text of any form. */
    public static final AnswerForm FREE = new AnswerForm(ToolUse.NONE, ResponseFormat.free());

    public AnswerForm {
        instructions.ifPresent(text -> Text.checked("instructions", text, 0, MAX_INSTRUCTIONS));
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    public AnswerForm(ToolUse tools, ResponseFormat format) {
        this(tools, format, Optional.empty(), Map.of());
    }

    /** Whether there is nothing to keep of it. */
    public boolean isFree() {
        return isUsual() && notes.isEmpty();
    }

    /** All that an answer depends on, for a digest. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        if (!tools.isNone() || !(format instanceof ResponseFormat.Free)) {
            texts.add("tools");
            texts.addAll(tools.texts());
            texts.add("format");
            texts.addAll(format.texts());
        }
        instructions.ifPresent(text -> texts.addAll(List.of("instructions", text)));
        return texts;
    }

    private boolean isUsual() {
        return tools.isNone() && format instanceof ResponseFormat.Free && instructions.isEmpty();
    }
}
