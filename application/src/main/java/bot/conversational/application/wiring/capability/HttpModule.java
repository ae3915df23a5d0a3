package bot.conversational.application.wiring.capability;

import bot.conversational.application.config.ConversationalBotConfiguration;
import bot.conversational.application.config.RateLimitsConfiguration;
import bot.conversational.application.http.AnswerBudget;
import bot.conversational.application.http.EdgeLimits;
import bot.conversational.application.http.EdgeSettings;
import bot.conversational.application.http.HttpEdge;
import bot.conversational.application.http.auth.AdmissionFeature;
import bot.conversational.application.http.auth.OnBehalfOf;
import bot.conversational.application.http.body.BodyBudget;
import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.edge.ClientAddresses;
import bot.conversational.application.http.metrics.AccessCounts;
import bot.conversational.application.http.metrics.RequestWatch;
import bot.conversational.application.http.overload.ConcurrencyLimit;
import bot.conversational.application.http.overload.ConnectionLimits;
import bot.conversational.application.http.overload.UserCalls;
import bot.conversational.application.http.paging.CursorKey;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.ratelimit.OwnLimits;
import bot.conversational.domain.session.admission.SessionAdmission;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Named;
import io.dropwizard.core.setup.Environment;
import java.util.Set;

/** What surrounds the calls of every capability. */
public final class HttpModule extends CapabilityModule {

    /** Of the heap, for bodies that arrive: reading one takes several times its bytes. */
    private static final long BODIES_PART = 8;

    /** Of the heap, for pages of messages that are sent. */
    private static final long ANSWERS_PART = 8;

    @Override
    protected void configure() {
        provide(ObjectMapper.class, Environment.class, Environment::getObjectMapper);
        provide(
                ConcurrencyLimit.class,
                ConversationalBotConfiguration.class,
                it -> new ConcurrencyLimit(it.http().maxConcurrentCalls()));
        provide(CursorSeal.class, CursorKey.class, CursorSeal::new);
        provide(
                UserCalls.class,
                ConversationalBotConfiguration.class,
                it -> new UserCalls(it.turns().maxRunningPerUser()));
        useCase(EdgeLimits.class);
        provide(ClientAddresses.class, EdgeSettings.class, it -> new ClientAddresses(it.trustedProxies()));
        provide(
                EdgeSettings.class,
                ConversationalBotConfiguration.class,
                it -> it.http().settings(it.imports().maxBytes()));
        provide(
                BodyBudget.class,
                EdgeSettings.class,
                it -> new BodyBudget(Runtime.getRuntime().maxMemory() / BODIES_PART, it.maxBodyBytes()));
        provide(
                AnswerBudget.class,
                EdgeSettings.class,
                it -> new AnswerBudget(Runtime.getRuntime().maxMemory() / ANSWERS_PART));
        provide(
                ConnectionLimits.class,
                EdgeSettings.class,
                ClientAddresses.class,
                (it, addresses) -> new ConnectionLimits(it.connections(), it.connectionsPerAddress(), addresses));
        gauge(
                "body_arriving_bytes",
                "Memory that bodies of requests have while they arrive.",
                BodyBudget.class,
                BodyBudget::used);
        gauge(
                "answer_sending_bytes",
                "Memory that pages of messages have while they are sent.",
                AnswerBudget.class,
                AnswerBudget::used);
        gauge(
                "connections_open",
                "Connections of the application port.",
                ConnectionLimits.class,
                ConnectionLimits::size);
        counter(
                "connections_refused_total",
                "Connections closed at once, since there were too many in all or from their address.",
                ConnectionLimits.class,
                ConnectionLimits::refused);
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
            AdmissionFeature admission,
            EdgeLimits limits,
            EdgeSettings settings,
            RequestWatch watch) {
        return new HttpEdge(resources, call, admission, limits, settings, watch);
    }

    @Provides
    @Singleton
    AdmissionFeature admission(
            SessionAdmission admission,
            ConversationalBotConfiguration configuration,
            EdgeLimits edge,
            OwnLimits own,
            AccessCounts counts) {
        RateLimitsConfiguration limits = configuration.rateLimits();
        OnBehalfOf onBehalf = new OnBehalfOf(configuration.onBehalfOf());
        return new AdmissionFeature(
                admission, limits.chatLimit(), limits.apiLimit(), own, onBehalf, edge.calls(), counts);
    }
}
