/**
 * What the service was used for, in figures: of oneself, and for administrators of everybody. No text of any message is
 * part of it.
 */
@NullMarked
package bot.conversational.domain.analytics;

import org.jspecify.annotations.NullMarked;
