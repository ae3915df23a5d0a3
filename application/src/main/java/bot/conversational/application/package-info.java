/** The service as it runs: HTTP, configuration and wiring around the domain and its adapters. */
@NullMarked
package bot.conversational.application;

import org.jspecify.annotations.NullMarked;
