package bot.conversational.application.http.auth;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.UserId;
import java.security.Principal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The caller, as Dropwizard passes them to a resource's {@code @Auth} parameter. */
public final class CallerPrincipal implements Principal {

    private final @Nullable Caller caller;
    private final Function<BodyField, Caller> admission;
    private final Runnable again;

    public CallerPrincipal(Caller caller) {
        this(caller, () -> {});
    }

    /** @param again counts the call once more */
    CallerPrincipal(Caller caller, Runnable again) {
        this.caller = caller;
        this.admission = body -> caller;
        this.again = again;
    }

    private CallerPrincipal(Function<BodyField, Caller> admission) {
        this.caller = null;
        this.admission = admission;
        this.again = () -> {};
    }

    /** A service whose call is admitted when its body has named the user. */
    static CallerPrincipal unnamed(Function<BodyField, Caller> admission) {
        return new CallerPrincipal(admission);
    }

    /**
     * The caller of a {@link UserInBody} call. Only for a service whose headers name nobody the body is looked at, and only
     * then the call is admitted.
     *
     * @throws DomainException as {@link CallAdmission#admit} does
     */
    public CallerPrincipal named(BodyField body) {
        return caller == null
                ? new CallerPrincipal(admission.apply(body), () -> {
                    Caller unused = admission.apply(body);
                })
                : this;
    }

    /**
     * Counts the call as several against its limit, and that of its key: it has been counted once.
     *
     * @throws DomainException.LimitExceeded when so much is not left; what was counted until then stays so
     */
    public void costs(int calls) {
        for (int i = 1; i < calls; i++) {
            again.run();
        }
    }

    public Caller caller() {
        if (caller == null) {
            throw new DomainException.Broken("The call was not asked whom its body names.", null);
        }
        return caller;
    }

    public UserId user() {
        return caller().user();
    }

    @Override
    public String getName() {
        return caller == null ? "a service" : caller.user().toString();
    }
}
