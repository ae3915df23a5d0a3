package bot.conversational.application.http.openai.responses;

import bot.conversational.application.http.openai.OpenAiEvents;
import bot.conversational.application.http.openai.WholeAnswer;
import bot.conversational.application.http.stream.StreamedBody;
import bot.conversational.domain.chat.completion.CompletionReader;
import bot.conversational.domain.chat.completion.CompletionReader.Step;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.StreamPace;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A response that is not kept, as it comes. Who leaves ends it, unless it has a key. */
final class UnkeptStream implements StreamedBody {

    private final CompletionReader reader;
    private final ObjectMapper mapper;
    private final StreamPace pace;

    UnkeptStream(CompletionReader reader, ObjectMapper mapper, StreamPace pace) {
        this.reader = reader;
        this.mapper = mapper;
        this.pace = pace;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        pace.enter();
        OpenAiEvents events = new OpenAiEvents(out, mapper);
        try (reader) {
            while (step(events)) {
                Thread.sleep(pace.pause());
            }
        } catch (InterruptedException e) {
            events.failure(WholeAnswer.interrupted(e));
        } finally {
            pace.leave();
        }
    }

    /** Whether more is to come. */
    private boolean step(OpenAiEvents events) throws IOException, InterruptedException {
        switch (reader.next(OpenAiEvents.HEARTBEAT)) {
            case Step.More(List<String> lines) -> {
                for (String line : lines) {
                    int blank = line.indexOf(' ');
                    events.event(line.substring(0, blank), new RawValue(line.substring(blank + 1)));
                }
            }
            case Step.Silence() -> events.silence();
            case Step.Ended(Optional<DomainException> failure) -> {
                if (failure.isPresent()) {
                    events.failure(failure.get());
                }
                return false;
            }
        }
        return true;
    }
}
