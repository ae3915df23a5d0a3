package bot.conversational.application.http.openai;

import bot.conversational.application.http.stream.StreamedBody;
import bot.conversational.domain.chat.completion.CompletionReader;
import bot.conversational.domain.chat.completion.CompletionReader.Step;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.StreamPace;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * An answer that is not stored, written as it comes. When its reader has gone, the answer is given up unless it has a
 * key.
 *
 * @param first what has come already
 * @param pace of all streams of the node
 */
public record CompletionStream(
        CompletionReader reader, Optional<Step> first, Form form, ObjectMapper mapper, StreamPace pace)
        implements StreamedBody {

    /** How its lines become events. */
    public interface Form {

        void write(String line, OpenAiEvents events) throws IOException;

        /** It is complete. */
        void end(OpenAiEvents events) throws IOException;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        OpenAiEvents events = new OpenAiEvents(out, mapper);
        try (reader) {
            boolean more = first.isEmpty() || write(first.get(), events);
            while (more) {
                more = write(reader.next(OpenAiEvents.HEARTBEAT), events);
            }
        } catch (InterruptedException e) {
            // Clients take a stream that simply ends for a complete one.
            events.failure(WholeAnswer.interrupted(e));
        }
    }

    /** Whether more is to come. */
    private boolean write(Step step, OpenAiEvents events) throws IOException, InterruptedException {
        switch (step) {
            case Step.More(List<String> lines) -> {
                for (String line : lines) {
                    form.write(line, events);
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
                    form.end(events);
                }
                return false;
            }
        }
    }
}
