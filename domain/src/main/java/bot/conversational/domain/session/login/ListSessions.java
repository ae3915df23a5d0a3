package bot.conversational.domain.session.login;

import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionStore;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
import java.time.InstantSource;

/** The caller's live sessions, newest first. */
public final class ListSessions {

    private final SessionStore sessions;
    private final InstantSource clock;

    public ListSessions(SessionStore sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    public Page<Session, SessionId> list(UserId user, PageRequest<SessionId> page) {
        return sessions.list(user, clock.instant(), page);
    }
}
