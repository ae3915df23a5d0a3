package bot.conversational.domain.erasure;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;

/** Traces for tests, which come as the test says, with a switch to take them away. */
final class InMemoryUserDataEraser implements UserDataEraser {

    final List<UserId> texts = new ArrayList<>();
    final List<UserId> marks = new ArrayList<>();
    private boolean away;

    Outage outage() {
        away = true;
        return () -> away = false;
    }

    @Override
    public void removeTexts(UserId user) {
        check();
        texts.removeIf(user::equals);
    }

    @Override
    public boolean removeAll(UserId user) {
        check();
        boolean texts = this.texts.removeIf(user::equals);
        return marks.removeIf(user::equals) || texts;
    }

    private void check() {
        if (away) {
            throw new DomainException.Unavailable("The traces are away.", null);
        }
    }
}
