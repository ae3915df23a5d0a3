package bot.conversational.domain.session.login;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.session.Session;
import bot.conversational.domain.session.SessionId;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.SessionToken;
import bot.conversational.domain.shared.IdSource;
import bot.conversational.domain.shared.Text;
import bot.conversational.domain.user.User;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes sessions and the tokens that open them. Nothing is stored. */
public final class SessionFactory {

    private static final int MAX_USER_AGENT = 400;

    private final SessionLife life;
    private final IdSource ids;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random fit for secrets */
    public SessionFactory(SessionLife life, IdSource ids, RandomGenerator random, InstantSource clock) {
        this.life = life;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    LogIn.Opened issue(User user, Optional<String> userAgent) {
        SessionToken token = SessionToken.issue(user.id(), random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Session session = new Session(
                new Caller(user.id(), new SessionId(ids.next()), user.role()),
                token.digest(),
                now,
                now,
                now.plus(life.max()),
                userAgent.map(text -> Text.cut(text, MAX_USER_AGENT)));
        return new LogIn.Opened(token, session, session.expiresAt(life), user);
    }
}
