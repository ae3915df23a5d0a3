package bot.conversational.application.http.analytics;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.domain.analytics.ReportUsage;
import bot.conversational.domain.session.Scope;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;

@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
public final class UsageResource {

    private final ReportUsage usage;
    private final InstantSource clock;

    @Inject
    public UsageResource(ReportUsage usage, InstantSource clock) {
        this.usage = usage;
        this.clock = clock;
    }

    @GET
    @Scoped(Scope.CONVERSATIONS_READ)
    @Path("analytics/usage")
    @Operation(operationId = "getUsage", summary = "The caller's usage")
    public UsageJson own(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @BeanParam UsageParameters parameters) {
        return UsageJson.own(usage.own(caller.caller(), parameters.query(clock.instant())));
    }

    @GET
    @Scoped(Scope.ADMIN)
    @Path("admin/analytics/usage")
    @Operation(operationId = "getUsageOfAllUsers", summary = "The usage of all users; for administrators")
    public UsageJson everybodys(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @BeanParam UsageParameters parameters) {
        return UsageJson.everybodys(usage.everybodys(caller.caller(), parameters.query(clock.instant())));
    }

    @GET
    @Scoped(Scope.ADMIN)
    @Path("admin/analytics/outcomes")
    @Operation(operationId = "getOutcomesOfAnswers", summary = "How the answers of all users ended; for administrators")
    public OutcomesJson outcomes(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @BeanParam UsageParameters parameters) {
        return OutcomesJson.of(usage.outcomes(caller.caller(), parameters.query(clock.instant())));
    }
}
