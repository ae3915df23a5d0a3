package bot.conversational.application.http.openai.responses;

import bot.conversational.application.http.openai.CompletionStream;
import bot.conversational.application.http.openai.OpenAiEvents;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;

/** A line is the name of an event and, behind a blank, its JSON; the last event says that it is the last. */
final class UnkeptEvents implements CompletionStream.Form {

    @Override
    public void write(String line, OpenAiEvents events) throws IOException {
        int blank = line.indexOf(' ');
        events.event(line.substring(0, blank), new RawValue(line.substring(blank + 1)));
    }

    @Override
    public void end(OpenAiEvents events) {
        // its last line has said so
    }
}
