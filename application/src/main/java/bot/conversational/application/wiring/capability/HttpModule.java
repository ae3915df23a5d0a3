package bot.conversational.application.wiring.capability;

import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.config.RateLimitsConfiguration;
import bot.conversational.application.http.HttpEdge;
import bot.conversational.application.http.auth.AdmissionFeature;
import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.application.http.paging.CursorKey;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.session.admission.SessionAdmission;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Named;
import io.dropwizard.core.setup.Environment;
import java.time.Duration;
import java.util.Set;

/** What surrounds the calls of every capability. */
public final class HttpModule extends CapabilityModule {

    /** How often the key of the cursors is asked for until it came; then at no cost. */
    private static final Duration CURSOR_KEY_CHECK = Duration.ofHours(1);

    @Override
    protected void configure() {
        provide(ObjectMapper.class, Environment.class, Environment::getObjectMapper);
        provide(
                ConcurrencyLimit.class,
                ConversationalBotConfiguration.class,
                it -> new ConcurrencyLimit(it.http().maxConcurrentCalls()));
        provide(CursorSeal.class, CursorKey.class, CursorSeal::new);
        // A node that has the key makes and reads cursors while PostgreSQL is unavailable.
        every(CURSOR_KEY_CHECK, "cursor-key", CursorKey.class, CursorKey::get);
        gauge(
                "calls_working",
                "Calls in progress, except those that wait for a model or stream.",
                ConcurrencyLimit.class,
                ConcurrencyLimit::size);
        counter(
                "calls_refused_total",
                "Calls refused by load shedding; no other metric counts them.",
                ConcurrencyLimit.class,
                ConcurrencyLimit::refused);
    }

    @Provides
    @Singleton
    HttpEdge edge(
            @Named(RESOURCES) Set<Object> resources,
            TurnCall call,
            SessionAdmission admission,
            ConcurrencyLimit workload,
            ConversationalBotConfiguration configuration) {
        RateLimitsConfiguration limits = configuration.rateLimits();
        return new HttpEdge(
                resources,
                call,
                new AdmissionFeature(admission, limits.chatLimit(), limits.apiLimit()),
                workload,
                configuration.http().settings());
    }
}
