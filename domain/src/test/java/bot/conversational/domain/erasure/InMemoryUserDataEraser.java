package bot.conversational.domain.erasure;

import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.Outage;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Traces for tests, which come as the test says, with a switch to take them away. */
final class InMemoryUserDataEraser implements UserDataEraser {

    final List<UserId> texts = new ArrayList<>();
    final List<UserId> marks = new ArrayList<>();
    private final Set<UserId> poisoned = new HashSet<>();
    private boolean away;

    Outage outage() {
        away = true;
        return () -> away = false;
    }

    /** Refuses a user's removal from now on. */
    void poison(UserId user) {
        poisoned.add(user);
    }

    @Override
    public void removeTexts(UserId user) {
        check();
        texts.removeIf(user::equals);
    }

    @Override
    public boolean removeAll(UserId user) {
        check();
        if (poisoned.contains(user)) {
            throw new DomainException.Broken("The traces cannot be removed.", null);
        }
        boolean texts = this.texts.removeIf(user::equals);
        return marks.removeIf(user::equals) || texts;
    }

    private void check() {
        if (away) {
            throw new DomainException.Unavailable("The traces are away.", null);
        }
    }
}
