/**
 * Every failure as a problem (RFC 9457), wherever it was raised: by the domain, Jersey, Jackson, the validator or
 * Jetty.
 */
@NullMarked
package bot.conversational.application.http.problem;

import org.jspecify.annotations.NullMarked;
