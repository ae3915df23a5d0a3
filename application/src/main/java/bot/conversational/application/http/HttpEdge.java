package bot.conversational.application.http;

import bot.conversational.application.http.auth.AdmissionFeature;
import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.body.BodyLimitFilter;
import bot.conversational.application.http.body.BodyLimits;
import bot.conversational.application.http.body.LingeringClose;
import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.description.ApiDescription;
import bot.conversational.application.http.description.DescriptionResource;
import bot.conversational.application.http.description.StartPage;
import bot.conversational.application.http.edge.AllowedOrigins;
import bot.conversational.application.http.edge.ClientAddresses;
import bot.conversational.application.http.edge.CorsFilter;
import bot.conversational.application.http.edge.Framing;
import bot.conversational.application.http.edge.MethodFilter;
import bot.conversational.application.http.edge.PathSpelling;
import bot.conversational.application.http.edge.RequestEdge;
import bot.conversational.application.http.edge.RequestFilter;
import bot.conversational.application.http.edge.SingleParameters;
import bot.conversational.application.http.fastpath.FastPathHandler;
import bot.conversational.application.http.files.FileResource;
import bot.conversational.application.http.files.ReceivedFileReader;
import bot.conversational.application.http.imports.ImportResource;
import bot.conversational.application.http.json.IdParameters;
import bot.conversational.application.http.json.QueryParameters;
import bot.conversational.application.http.json.StrictJson;
import bot.conversational.application.http.metrics.RequestWatch;
import bot.conversational.application.http.metrics.RouteFilter;
import bot.conversational.application.http.openai.OpenAiBodyReader;
import bot.conversational.application.http.overload.LoadShedding;
import bot.conversational.application.http.overload.LoadSheddingInterceptor;
import bot.conversational.application.http.overload.OverloadResponse;
import bot.conversational.application.http.problem.JettyProblems;
import bot.conversational.application.http.problem.ProblemMapper;
import bot.conversational.application.http.problem.ProblemPages;
import bot.conversational.application.http.problem.ViolationMapper;
import bot.conversational.application.http.stream.StreamFilter;
import bot.conversational.application.http.stream.StreamedBodyWriter;
import bot.conversational.application.http.tuning.UnannotatedEntities;
import bot.conversational.domain.files.UploadFile;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.server.ServerProperties;

/** Puts the contract's calls, and what surrounds them, in front of the domain. */
public final class HttpEdge {

    /** Of a form, beside its file. */
    private static final long FORM_BYTES = 64 * 1024;

    private final Set<Object> resources;
    private final TurnCall call;
    private final AdmissionFeature admission;
    private final EdgeLimits limits;
    private final EdgeSettings settings;
    private final RequestWatch watch;

    /** @param resources serve the contract */
    public HttpEdge(
            Set<Object> resources,
            TurnCall call,
            AdmissionFeature admission,
            EdgeLimits limits,
            EdgeSettings settings,
            RequestWatch watch) {
        this.resources = Set.copyOf(resources);
        this.call = call;
        this.admission = admission;
        this.limits = limits;
        this.settings = settings;
        this.watch = watch;
    }

    /** Registers everything that serves HTTP. */
    public void install(Environment environment) {
        StrictJson.configure(environment.getObjectMapper());
        JerseyEnvironment jersey = environment.jersey();
        jersey.property(ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0); // see StreamFilter
        // A path is right behind every proxy; the address that Jersey makes of it is not.
        jersey.property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
        resources.forEach(jersey::register);
        Set<Class<?>> described = resources.stream().map(Object::getClass).collect(Collectors.toSet());
        jersey.register(new DescriptionResource(ApiDescription.of(described)));
        jersey.register(new ProblemPages());
        jersey.register(new StartPage());
        jersey.register(admission);
        jersey.register(new AuthValueFactoryProvider.Binder<>(CallerPrincipal.class));
        jersey.register(new IdParameters());
        jersey.register(new QueryParameters());
        jersey.register(new BodyLimitFilter(
                new BodyLimits(
                        settings.maxBodyBytes(),
                        Map.of(
                                FileResource.PATH,
                                UploadFile.MOST_BYTES,
                                ImportResource.PATH,
                                settings.maxImportBytes() + FORM_BYTES)),
                limits.bodies()));
        jersey.register(limits.answers());
        jersey.register(new ReceivedFileReader());
        jersey.register(new OpenAiBodyReader());
        jersey.register(new LingeringClose.Announcement());
        jersey.register(new UnannotatedEntities());
        jersey.register(new LoadSheddingInterceptor(limits.workload()));
        jersey.register(new PathSpelling());
        jersey.register(new SingleParameters());
        jersey.register(new StreamedBodyWriter());
        jersey.register(new ProblemMapper());
        jersey.register(new ViolationMapper());
        RouteFilter routes = new RouteFilter(watch.times());
        jersey.register(routes);
        filter(environment, "linger", new LingeringClose());
        AllowedOrigins origins = new AllowedOrigins(settings.corsOrigins());
        RequestEdge edge = new RequestEdge(origins, watch.traces());
        ClientAddresses addresses = limits.addresses();
        filter(environment, "request", new RequestFilter(edge, addresses, routes));
        filter(environment, "cors", new CorsFilter(origins));
        filter(environment, "stream", new StreamFilter());
        filter(environment, "method", new MethodFilter());
        Optional<FastPathHandler> fastPath = settings.fastPath()
                ? Optional.of(new FastPathHandler(
                        call,
                        admission.chat(),
                        edge,
                        addresses,
                        environment.getObjectMapper(),
                        watch.times(),
                        settings.maxBodyBytes()))
                : Optional.empty();
        JettyProblems problems = new JettyProblems(environment.getObjectMapper());
        environment.getApplicationContext().setErrorHandler(problems);
        environment.lifecycle().addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle starting) {
                Server server = (Server) starting;
                server.setErrorHandler(problems);
                server.insertHandler(
                        new LoadShedding(limits.workload(), limits.calls(), new OverloadResponse(problems, origins)));
                server.insertHandler(new Framing());
                fastPath.ifPresent(handler -> handler.insertBefore(environment.getApplicationContext(), server));
                limits.connections().watch(server);
                beStrict(server);
            }
        });
    }

    /**
     * The web server takes lines that end in a bare LF, which proxies read otherwise. It caches the header fields of a
     * connection, and takes a value for the previous one when they differ in case alone: on a proxy's persistent
     * connection one caller's token or key would be taken for another's.
     */
    private static void beStrict(Server server) {
        for (HttpConfiguration.ConnectionFactory http :
                server.getContainedBeans(HttpConfiguration.ConnectionFactory.class)) {
            http.getHttpConfiguration().setHttpCompliance(HttpCompliance.STRICT);
            http.getHttpConfiguration().setHeaderCacheCaseSensitive(true);
            http.getHttpConfiguration().setHeaderCacheSize(0);
        }
    }

    /** Filters run in the order of their adding. */
    private static void filter(Environment environment, String name, Filter filter) {
        environment
                .servlets()
                .addFilter(name, filter)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }
}
