package bot.conversational.application.wiring.capability;

import bot.conversational.application.background.BackgroundJob;
import bot.conversational.application.config.HttpConfiguration;
import bot.conversational.application.config.RateLimitsConfiguration;
import bot.conversational.application.health.MetricSource;
import bot.conversational.application.http.HttpEdge;
import bot.conversational.application.http.auth.AdmissionFeature;
import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.http.paging.FetchedOnce;
import bot.conversational.domain.session.admission.SessionAdmission;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.google.inject.name.Named;
import java.time.Duration;
import java.util.Set;

/** What surrounds the calls of every capability. */
public final class HttpModule extends CapabilityModule {

    /** How often the key of the cursors is asked for until it came; then at no cost. */
    private static final Duration CURSOR_KEY_CHECK = Duration.ofHours(1);

    private final HttpConfiguration http;
    private final RateLimitsConfiguration limits;
    private final ObjectMapper mapper;

    public HttpModule(HttpConfiguration http, RateLimitsConfiguration limits, ObjectMapper mapper) {
        this.http = http;
        this.limits = limits;
        this.mapper = mapper;
    }

    @Override
    protected void configure() {
        bind(ObjectMapper.class).toInstance(mapper);
        bind(ConcurrencyLimit.class).toInstance(new ConcurrencyLimit(http.maxConcurrentCalls()));
    }

    @Provides
    @Singleton
    HttpEdge edge(
            @Named(RESOURCES) Set<Object> resources,
            TurnCall call,
            SessionAdmission admission,
            ConcurrencyLimit workload) {
        return new HttpEdge(
                resources,
                call,
                new AdmissionFeature(admission, limits.chatLimit(), limits.apiLimit()),
                workload,
                http.settings());
    }

    @Provides
    @Singleton
    CursorSeal cursorSeal(FetchedOnce<byte[]> key) {
        return new CursorSeal(key);
    }

    /** A node that has the key makes and reads cursors while PostgreSQL is away. */
    @ProvidesIntoSet
    BackgroundJob cursorKey(FetchedOnce<byte[]> key) {
        return BackgroundJob.every("cursor-key", CURSOR_KEY_CHECK, key::get);
    }

    @ProvidesIntoSet
    MetricSource working(ConcurrencyLimit workload) {
        return MetricSource.gauge(
                "calls_working",
                "Calls that this node works on now, without those that only wait for a model or stream.",
                workload::size);
    }

    @ProvidesIntoSet
    MetricSource refused(ConcurrencyLimit workload) {
        return MetricSource.counter(
                "calls_refused_total",
                "Calls that were one too many for this node; no other metric counts them.",
                workload::refused);
    }
}
