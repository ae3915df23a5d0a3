package bot.conversational.application.exporting;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One branch as Markdown for people. Each message stands in a block quote of its own, so that nothing in it is a heading of
 * the document, or leaves a fence open behind it. Thoughts are left out, and of tools no more than their names are there.
 */
public final class MarkdownBranch {

    /** What begins markup within a line, or ends one. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]()<>#+.!|~&$:@=-]");

    private static final Pattern LINE_END = Pattern.compile("\\R");

    private MarkdownBranch() {}

    /** What comes before the messages. */
    public static String head(Conversation conversation) {
        return "# " + line(conversation.title().orElse("Conversation")) + "\n\n" + "Begun " + conversation.createdAt()
                + "\n";
    }

    /** One message; empty when nothing of it is shown. */
    public static String message(Message message) {
        List<String> blocks = new ArrayList<>();
        for (Part part : message.body().inParts()) {
            switch (part) {
                case Part.Text(String text) -> blocks.add(text);
                case Part.ToolCall call -> blocks.add("[calls the tool " + line(call.name()) + "]");
                case Part.Attachment attachment ->
                    blocks.add("[" + (attachment.kind() == Part.Attachment.Kind.IMAGE ? "image" : "file") + " "
                            + line(attachment.name().orElse(attachment.mediaType())) + "]");
                case Part.Source source ->
                    blocks.add("[source " + line(source.title().or(source::url).orElse("")) + "]");
                case Part.Reasoning ignored -> {}
                case Part.ToolResult ignored -> {}
                case Part.Data ignored -> {}
            }
        }
        String text = blocks.stream().filter(block -> !block.isBlank()).collect(Collectors.joining("\n\n"));
        return text.isEmpty() ? "" : "\n## " + name(message) + "\n\n" + quoted(text);
    }

    private static String name(Message message) {
        String name = switch (message.role()) {
            case USER -> "User";
            case ASSISTANT ->
                "Assistant" + message.model().map(it -> " (" + line(it) + ")").orElse("");
            case SYSTEM -> "System";
            case TOOL -> "Tool";
        };
        return name + ", " + message.createdAt();
    }

    /** Any line end of Markdown, or of the many that programs know, begins a line that is quoted. */
    private static String quoted(String text) {
        return LINE_END.splitAsStream(text)
                .map(line -> line.isEmpty() ? ">\n" : "> " + line + "\n")
                .collect(Collectors.joining());
    }

    /** A text as one line without markup. */
    private static String line(String text) {
        return SPECIAL.matcher(Text.asLine(text)).replaceAll("\\\\$0");
    }
}
