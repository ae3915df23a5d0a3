package bot.conversational.domain.llm.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins the pieces of an answer. For one thread. */
public final class ContentBuilder {

    private final List<Part> closed = new ArrayList<>();
    private final StringBuilder growing = new StringBuilder();
    private @Nullable Part open;

    /** Text deltas outside a part of text begin one. */
    public void add(Delta delta) {
        switch (delta) {
            case Delta.Text(String text) -> {
                if (!(open instanceof Part.Text)) {
                    begin(new Part.Text(""));
                }
                growing.append(text);
            }
            case Delta.Opened(Part part) -> begin(part);
            case Delta.More(String text) -> growing.append(text);
            case Delta.Foreign foreign -> add(new Delta.Text(foreign.text()));
            case Delta.Signed(String signature) -> {
                if (open instanceof Part.Reasoning) {
                    open = new Part.Reasoning("", Optional.of(signature));
                }
            }
        }
    }

    /** The pieces so far, joined. */
    public Content content() {
        List<Part> parts = new ArrayList<>(closed);
        if (open != null) {
            parts.add(grown(open));
        }
        return Content.of(parts);
    }

    private void begin(Part part) {
        if (open != null) {
            closed.add(grown(open));
        }
        open = part;
        growing.setLength(0);
        growing.append(Marks.growing(part));
    }

    private Part grown(Part part) {
        return switch (part) {
            case Part.Text ignored -> new Part.Text(growing.toString());
            case Part.Reasoning reasoning -> new Part.Reasoning(growing.toString(), reasoning.signature());
            case Part.ToolCall call -> new Part.ToolCall(call.callId(), call.name(), growing.toString());
            case Part.ToolResult result -> result;
            case Part.Attachment attachment -> attachment;
            case Part.Source source -> source;
            case Part.Data data -> data;
        };
    }
}
