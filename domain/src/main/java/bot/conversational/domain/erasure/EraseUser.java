package bot.conversational.domain.erasure;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.login.ConfirmPassword;
import bot.conversational.domain.session.login.LogOut;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.user.Credentials;
import bot.conversational.domain.user.Password;
import java.util.List;

/** Erases the caller's account. It is gone when this returns; {@link FinishErasures} removes its data. */
public final class EraseUser {

    private final ConfirmPassword confirm;
    private final ErasureStore erasures;
    private final LogOut logOut;

    public EraseUser(ConfirmPassword confirm, ErasureStore erasures, LogOut logOut) {
        this.confirm = confirm;
        this.erasures = erasures;
        this.logOut = logOut;
    }

    /**
     * Begins the erasure.
     *
     * @throws DomainException.Invalid when the password is wrong
     * @throws DomainException.Conflict when it was changed elsewhere at the same time
     */
    public void erase(Caller caller, Password password) {
        Credentials known = confirm.confirm(caller, "password", password);
        List<String> ended = erasures.begin(caller.user(), known.passwordHash())
                .orElseThrow(() -> new DomainException.Conflict("The password was changed concurrently."));
        logOut.tell(caller.user(), ended);
    }
}
