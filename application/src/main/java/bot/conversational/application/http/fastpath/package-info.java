/**
 * The fast path: the plainest turn, served in front of the servlets because it costs less there (ADR 16). The package
 * adds nothing to the contract, and only {@link bot.conversational.application.http.HttpEdge} depends on it. Without
 * it, or with {@code HTTP_FAST_PATH=false}, every call goes through Jersey.
 */
@NullMarked
package bot.conversational.application.http.fastpath;

import org.jspecify.annotations.NullMarked;
