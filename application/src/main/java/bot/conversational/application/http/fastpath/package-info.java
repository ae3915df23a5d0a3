/**
 * The plainest turn, served in front of the servlets because it is cheaper there (ADR 16). The package adds nothing to the
 * contract and nobody but {@link bot.conversational.application.http.HttpEdge} knows it: without it, or with
 * {@code HTTP_FAST_PATH=false}, every call takes the way through Jersey.
 */
@NullMarked
package bot.conversational.application.http.fastpath;

import org.jspecify.annotations.NullMarked;
