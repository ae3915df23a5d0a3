package bot.conversational.application.wiring;

import bot.conversational.adapters.elasticsearch.client.ElasticsearchClients;
import bot.conversational.adapters.elasticsearch.client.MessageIndexSchema;
import bot.conversational.adapters.elasticsearch.indexing.ElasticsearchUserDataEraser;
import bot.conversational.adapters.redis.RedisGuard;
import bot.conversational.adapters.redis.RedisUserDataEraser;
import bot.conversational.domain.erasure.EraseUser;
import bot.conversational.domain.erasure.ErasureStore;
import bot.conversational.domain.erasure.FinishErasures;
import bot.conversational.domain.session.login.ConfirmPassword;
import bot.conversational.domain.session.login.LogOut;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Named;
import java.time.Duration;
import java.util.List;

/** The erasing of accounts from every store. */
final class ErasureModule extends AbstractModule {

    /** A call that was under way when its user was erased has long failed by then: a statement takes five seconds at most. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    @Provides
    @Singleton
    EraseUser eraseUser(ConfirmPassword confirm, ErasureStore erasures, LogOut logOut) {
        return new EraseUser(confirm, erasures, logOut);
    }

    @Provides
    @Singleton
    FinishErasures finishErasures(
            ErasureStore erasures,
            @Named(RedisModule.SESSIONS) RedisGuard sessions,
            @Named(RedisModule.CACHE) RedisGuard cache,
            ElasticsearchClients elasticsearch,
            MessageIndexSchema schema) {
        return new FinishErasures(
                erasures,
                List.of(
                        new RedisUserDataEraser(sessions),
                        new RedisUserDataEraser(cache),
                        new ElasticsearchUserDataEraser(elasticsearch.writing(), schema)),
                QUIET);
    }
}
