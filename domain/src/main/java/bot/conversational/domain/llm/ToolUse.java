package bot.conversational.domain.llm;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tools that a model may call.
 *
 * @param tools at most 128, each name once
 * @param choice empty: the model decides
 */
public record ToolUse(List<Tool> tools, Optional<Choice> choice) {

    private static final int MOST = 128;
    private static final int LONGEST_SCHEMA = 64 * 1024;
    private static final int LONGEST_DESCRIPTION = 8_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public static final ToolUse NONE = new ToolUse(List.of(), Optional.empty());

    /**
     * A tool.
     *
     * @param name 1 to 64 letters, digits, underscores and hyphens
     * @param parameters a JSON schema, as JSON
     */
    public record Tool(String name, Optional<String> description, String parameters) {
        public Tool {
            if (!NAME.matcher(name).matches()) {
                throw new DomainException.Invalid(
                        "tools", "must have names of 1 to 64 letters, digits, underscores and hyphens");
            }
            description.ifPresent(text -> Text.checked("tools", text, 0, LONGEST_DESCRIPTION));
            if (parameters.length() > LONGEST_SCHEMA) {
                throw new DomainException.Invalid("tools", "must have parameters of at most 65536 characters");
            }
        }
    }

    /** Whether, and which, tool is to be called. */
    public sealed interface Choice {

        record Auto() implements Choice {}

        record Never() implements Choice {}

        /** Any one, at least. */
        record Required() implements Choice {}

        record Named(String name) implements Choice {}
    }

    public ToolUse {
        tools = List.copyOf(tools);
        if (tools.size() > MOST) {
            throw new DomainException.Invalid("tools", "must be at most " + MOST);
        }
        if (tools.stream().map(Tool::name).distinct().count() != tools.size()) {
            throw new DomainException.Invalid("tools", "must have different names");
        }
        List<Tool> known = tools;
        choice.ifPresent(chosen -> {
            if (known.isEmpty()) {
                throw new DomainException.Invalid("toolChoice", "needs tools");
            }
            if (chosen instanceof Choice.Named(String name)
                    && known.stream().noneMatch(tool -> tool.name().equals(name))) {
                throw new DomainException.Invalid("toolChoice", "names no tool of the request");
            }
        });
    }

    public boolean isNone() {
        return tools.isEmpty();
    }

    /** All of it, for a digest. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Tool tool : tools) {
            texts.addAll(List.of(tool.name(), tool.description().orElse(""), tool.parameters()));
        }
        choice.map(String::valueOf).ifPresent(texts::add);
        return texts;
    }
}
