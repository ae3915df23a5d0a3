package bot.conversational.application.http.openai.responses;

import bot.conversational.domain.chat.completion.CompletionForm;
import bot.conversational.domain.conversation.GenerationInfo;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.parts.ContentBuilder;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.responses.events.EventSequence;
import bot.conversational.domain.responses.events.EventSequence.Numbered;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a response that is not kept into lines: as a stream each event is one, with its name and a blank in front, or else
 * the whole is the only one.
 */
final class UnkeptForm implements CompletionForm {

    private final Message begun;
    private final AnswerForm wanted;
    private final boolean streamed;
    private final ObjectMapper mapper;
    private final EventSequence sequence;
    private final ContentBuilder said = new ContentBuilder();
    private boolean began;

    /** @param begun the answer before it has any text */
    UnkeptForm(Message begun, AnswerForm wanted, boolean streamed, ObjectMapper mapper) {
        this.begun = begun;
        this.wanted = wanted;
        this.streamed = streamed;
        this.mapper = mapper;
        this.sequence = new EventSequence(begun.id(), -1);
    }

    @Override
    public List<String> add(Delta delta) {
        said.add(delta);
        List<String> lines = begin();
        lines.addAll(lines(sequence.add(delta), begun));
        return lines;
    }

    @Override
    public List<String> end(End end) {
        Message whole = Message.answer(
                begun.id(),
                begun.position(),
                said.content(),
                new GenerationInfo(
                        MessageStatus.COMPLETED,
                        Optional.of(end.finish()),
                        Optional.of(end.model()),
                        false,
                        Optional.of(end.usage()),
                        Optional.empty()),
                begun.createdAt());
        if (!streamed) {
            return List.of(json(ResponseJson.unkept(whole, wanted)));
        }
        List<String> lines = begin();
        lines.addAll(lines(sequence.end(ResponseJson.isWhole(whole), true), whole));
        return lines;
    }

    private List<String> begin() {
        List<String> lines = new ArrayList<>();
        if (!began) {
            began = true;
            lines.addAll(lines(sequence.begin(), begun));
        }
        return lines;
    }

    private List<String> lines(List<Numbered> events, Message answer) {
        return streamed ? events.stream().map(event -> line(event, answer)).toList() : List.of();
    }

    private String line(Numbered event, Message answer) {
        ResponseEventJson json = ResponseEventJson.of(event, () -> ResponseJson.unkept(answer, wanted));
        return json.type() + " " + json(json);
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
