package bot.conversational.domain.llm;

import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.Part;

/** Counts the tokens of a text about as a model would. */
public interface TokenCounter {

    /** Tokens of an image or a file, about. */
    int ATTACHMENT = 1_000;

    /** At least 0; never fails, whatever the text holds. */
    int count(String text);

    /** The tokens of what a model is shown of a content; an image or a file counts as much as an image usually does. */
    default int count(Content content) {
        int count = count(content.text());
        for (Part part : content.parts()) {
            count += switch (part) {
                case Part.ToolCall call -> count(call.name()) + count(call.arguments());
                case Part.ToolResult result -> count(result.content());
                case Part.Attachment ignored -> ATTACHMENT;
                case Part.Text ignored -> 0;
                case Part.Reasoning ignored -> 0;
                case Part.Source ignored -> 0;
                case Part.Data ignored -> 0;
            };
        }
        return count;
    }
}
