package bot.conversational.adapters.redis;

import bot.conversational.domain.chat.context.ContextCache;
import bot.conversational.domain.chat.context.ContextCacheAppendContract;
import bot.conversational.domain.chat.context.ContextCacheContract;
import bot.conversational.domain.chat.context.ContextCachePartsContract;
import bot.conversational.domain.chat.live.LiveTextMirror;
import bot.conversational.domain.chat.live.LiveTextMirrorContract;
import bot.conversational.domain.registration.RegistrationAttempts;
import bot.conversational.domain.registration.RegistrationAttemptsContract;
import bot.conversational.domain.registration.RegistrationLimits;
import bot.conversational.domain.session.SessionLife;
import bot.conversational.domain.session.admission.SessionGate;
import bot.conversational.domain.session.admission.SessionGateContract;
import bot.conversational.domain.session.admission.SessionGateLimitContract;
import bot.conversational.domain.session.login.FailedLogIns;
import bot.conversational.domain.session.login.FailedLogInsContract;
import bot.conversational.domain.shared.Outage;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** The contracts of all that is in Redis, on more than one server. */
abstract class RedisContracts {

    static final LuaScript ECHO = LuaScript.named("echo");

    abstract Redis redis();

    /** Takes all of it away. */
    abstract Outage outage();

    @Nested
    class Sessions implements SessionGateContract, SessionGateLimitContract {

        @Override
        public SessionGate gate(SessionLife life) {
            return new RedisSessionGate(redis(), life);
        }

        @Override
        public Outage outage() {
            return RedisContracts.this.outage();
        }
    }

    @Nested
    class Contexts implements ContextCacheContract, ContextCacheAppendContract, ContextCachePartsContract {

        @Override
        public ContextCache cache() {
            return new RedisContextCache(
                    redis(), Duration.ofMinutes(10), Duration.ofHours(1), AnswerScope.USER, TOKEN_BUDGET);
        }

        @Override
        public Outage outage() {
            return RedisContracts.this.outage();
        }
    }

    @Nested
    class LiveTexts implements LiveTextMirrorContract {

        @Override
        public LiveTextMirror mirror() {
            return new RedisLiveTextMirror(redis());
        }

        @Override
        public Outage outage() {
            return RedisContracts.this.outage();
        }
    }

    @Nested
    class LogIns implements FailedLogInsContract {

        @Override
        public FailedLogIns failedLogIns() {
            return new RedisFailedLogIns(redis());
        }
    }

    @Nested
    class Registrations implements RegistrationAttemptsContract {

        @Override
        public RegistrationAttempts attempts(RegistrationLimits limits) {
            return new RedisRegistrationAttempts(redis(), limits);
        }
    }
}
