/**
 * Logging in and out, passwords, and the throttle of log-ins that fail.
 */
@NullMarked
package bot.conversational.domain.session.login;

import org.jspecify.annotations.NullMarked;
