package bot.conversational.application.http.auth;

import bot.conversational.domain.session.Caller;
import bot.conversational.domain.user.UserId;
import java.security.Principal;

/** The caller, as Dropwizard passes them to a resource's {@code @Auth} parameter. */
public record CallerPrincipal(Caller caller) implements Principal {

    public UserId user() {
        return caller.user();
    }

    @Override
    public String getName() {
        return caller.user().toString();
    }
}
