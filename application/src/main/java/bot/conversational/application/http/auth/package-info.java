/**
 * Who is calling: the bearer token and the limit of each call, asked in one step before any resource runs.
 */
@NullMarked
package bot.conversational.application.http.auth;

import org.jspecify.annotations.NullMarked;
