package bot.conversational.application.http.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How a call is answered that comes to no resource. */
@FunctionalInterface
public interface Refusal {

    /**
     * Gives the whole answer, but for the headers that all answers have.
     *
     * @throws IOException when the caller has gone
     */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
