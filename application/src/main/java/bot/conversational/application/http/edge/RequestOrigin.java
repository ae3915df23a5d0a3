package bot.conversational.application.http.edge;

import bot.conversational.domain.audit.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.slf4j.MDC;

/** What the audit log says of a call. */
public final class RequestOrigin {

    private RequestOrigin() {}

    public static Origin of(HttpServletRequest request) {
        return new Origin(
                Optional.of(ClientAddresses.of(request).value()), Optional.ofNullable(MDC.get(RequestId.MDC_KEY)));
    }
}
