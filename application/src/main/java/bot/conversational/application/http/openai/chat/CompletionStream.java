package bot.conversational.application.http.openai.chat;

import bot.conversational.application.http.openai.OpenAiEvents;
import bot.conversational.application.http.openai.WholeAnswer;
import bot.conversational.application.http.stream.StreamedBody;
import bot.conversational.domain.chat.completion.CompletionReader;
import bot.conversational.domain.chat.completion.CompletionReader.Step;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.StreamPace;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An answer in chunks, written as it comes. When its reader has gone, the answer is given up. */
final class CompletionStream implements StreamedBody {

    private final CompletionReader reader;
    private final Step first;
    private final ObjectMapper mapper;
    private final StreamPace pace;

    /**
     * @param first what has come already
     * @param pace of all streams of the node
     */
    CompletionStream(CompletionReader reader, Step first, ObjectMapper mapper, StreamPace pace) {
        this.reader = reader;
        this.first = first;
        this.mapper = mapper;
        this.pace = pace;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        pace.enter();
        OpenAiEvents events = new OpenAiEvents(out, mapper);
        try (reader) {
            Step step = first;
            while (write(step, events)) {
                step = reader.next(OpenAiEvents.HEARTBEAT);
            }
        } catch (InterruptedException e) {
            // Clients take a stream that simply ends for a complete one.
            events.failure(WholeAnswer.interrupted(e));
        } finally {
            pace.leave();
        }
    }

    /** Whether more is to come. */
    private boolean write(Step step, OpenAiEvents events) throws IOException, InterruptedException {
        switch (step) {
            case Step.More(List<String> lines) -> {
                for (String line : lines) {
                    events.json(line.getBytes(StandardCharsets.UTF_8));
                }
                events.flush();
                Thread.sleep(pace.pause());
                return true;
            }
            case Step.Silence() -> {
                events.silence();
                return true;
            }
            case Step.Ended(Optional<DomainException> failure) -> {
                if (failure.isPresent()) {
                    events.failure(failure.get());
                } else {
                    events.done();
                }
                return false;
            }
        }
    }
}
