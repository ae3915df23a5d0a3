package bot.conversational.application.http.auth;

import bot.conversational.application.http.metrics.AccessCounts;
import bot.conversational.application.http.overload.UserCalls;
import bot.conversational.domain.ratelimit.OwnLimits;
import bot.conversational.domain.ratelimit.RateLimit;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.session.admission.SessionAdmission;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;

/** Puts an {@link AdmissionFilter} before every call that takes an {@code @Auth} parameter or is {@link MayLogIn}, with the limit that it has. */
public final class AdmissionFeature implements DynamicFeature {

    private final CallAdmission chat;
    private final CallAdmission api;

    public AdmissionFeature(
            SessionAdmission admission,
            RateLimit chat,
            RateLimit api,
            OwnLimits own,
            OnBehalfOf onBehalf,
            UserCalls calls,
            AccessCounts counts) {
        this.chat = new CallAdmission(admission, chat, own, onBehalf, calls, counts).of(Set.of(Scope.CHAT));
        this.api = new CallAdmission(admission, api, own, onBehalf, calls, counts);
    }

    /** The admission of calls that make a model answer, and for which a key needs the scope of that. */
    public CallAdmission chat() {
        return chat;
    }

    @Override
    public void configure(ResourceInfo call, FeatureContext context) {
        boolean optional = call.getResourceMethod().isAnnotationPresent(MayLogIn.class);
        boolean takesCaller = Arrays.stream(call.getResourceMethod().getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(Auth.class));
        if (takesCaller || optional) {
            boolean generating = call.getResourceMethod().isAnnotationPresent(Generating.class);
            CallAdmission admission = (generating ? chat : api).of(scopes(call.getResourceMethod()));
            boolean userInBody = call.getResourceMethod().isAnnotationPresent(UserInBody.class);
            context.register(new AdmissionFilter(admission, userInBody, optional));
        }
    }

    private static Set<Scope> scopes(Method call) {
        Scoped scoped = call.getAnnotation(Scoped.class);
        return scoped == null ? Set.of() : Set.of(scoped.value());
    }
}
