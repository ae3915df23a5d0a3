package bot.conversational.application.http.openai.chat;

import bot.conversational.application.http.openai.CompletionStream;
import bot.conversational.application.http.openai.OpenAiEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Chunks are events without a name, and [DONE] says that there are no more. */
final class ChunkEvents implements CompletionStream.Form {

    @Override
    public void write(String line, OpenAiEvents events) throws IOException {
        events.json(line.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void end(OpenAiEvents events) throws IOException {
        events.done();
    }
}
