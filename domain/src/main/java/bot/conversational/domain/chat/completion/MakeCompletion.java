package bot.conversational.domain.chat.completion;

import bot.conversational.domain.chat.completion.CompletionMetrics.Outcome;
import bot.conversational.domain.chat.generation.ModelCall;
import bot.conversational.domain.chat.live.LoneAnswer;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.ContentBuilder;
import bot.conversational.domain.llm.parts.Delta;
import bot.conversational.domain.llm.parts.Part;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/** The making of one answer, until it is whole, fails, or nobody wants it. */
final class MakeCompletion implements LoneAnswer {

    private final CompletionRequest request;
    private final CompletionForm form;
    private final CompletionLog log;
    private final KnownCompletions known;
    private final CompletionAccounts accounts;
    private final Cancellation stop = new Cancellation();
    private final ContentBuilder said = new ContentBuilder();
    private boolean isPlain = true;
    private boolean began;
    private volatile boolean isOver;

    MakeCompletion(
            CompletionRequest request,
            CompletionForm form,
            CompletionLog log,
            KnownCompletions known,
            CompletionAccounts accounts) {
        this.request = request;
        this.form = form;
        this.log = log;
        this.known = known;
        this.accounts = accounts;
    }

    @Override
    public UserId user() {
        return request.user();
    }

    @Override
    public void interrupt() {
        log.fail(new DomainException.Unavailable("This node is shutting down.", null));
        stop.stop();
    }

    /** Its reader has left. Behind the end this does nothing. */
    void abandon() {
        if (!isOver) {
            stop.stop();
        }
    }

    void run(ModelCall call) {
        try {
            Completion completion = call.generate(this::add, stop);
            if (completion.stopped()) {
                ended(call, Outcome.STOPPED);
                log.fail(new DomainException.Unavailable("The answer was stopped.", null));
            } else {
                complete(call, completion);
            }
        } catch (DomainException failure) {
            log.fail(failure);
            ended(call, stop.stopped() ? Outcome.STOPPED : Outcome.FAILED);
        } catch (RuntimeException mistake) {
            log.fail(new DomainException.Broken("The language model's answer could not be passed on.", mistake));
            ended(call, Outcome.FAILED);
        } finally {
            isOver = true;
            // Also after an Error nobody waits for more; behind an end this does nothing.
            log.fail(new DomainException.Broken("The answer was not made to its end.", null));
        }
    }

    private void add(Delta delta) {
        began = true;
        isPlain &= delta instanceof Delta.Text || delta instanceof Delta.Foreign foreign && foreign.isPlain();
        said.add(delta);
        log.add(form.add(delta));
    }

    private void complete(ModelCall call, Completion completion) {
        Content content = said.content();
        boolean counted = completion.usage().isPresent();
        TokenUsage usage = completion.usage().orElseGet(() -> accounts.estimated(call, content));
        FinishReason finish = completion.finish().orElseThrow();
        log.add(form.end(new CompletionForm.End(finish, completion.model(), usage, counted)));
        isOver = true;
        log.end();
        accounts.served(Outcome.COMPLETED);
        accounts.answered(user(), call, completion.model(), completion.usage(), content);
        // Neither a cut answer nor that of a fallback: the model that was asked may be back for the next who asks.
        if (isPlain
                && finish == FinishReason.STOP
                && completion.model().equals(request.prompt().model())) {
            request.known()
                    .ifPresent(same -> known.keep(
                            user(), same, new KnownCompletions.Known(content.text(), completion.model(), usage)));
        }
    }

    /** What was said until then is paid for. */
    private void ended(ModelCall call, Outcome outcome) {
        accounts.served(outcome);
        if (began) {
            accounts.answered(
                    user(), call, request.prompt().model(), Optional.empty(), withoutThoughts(said.content()));
        } else {
            call.giveBack();
        }
    }

    private static Content withoutThoughts(Content content) {
        return Content.of(content.inParts().stream()
                .filter(part -> !(part instanceof Part.Reasoning))
                .toList());
    }
}
