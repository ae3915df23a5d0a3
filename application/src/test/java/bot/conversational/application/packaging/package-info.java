/** What is shipped beside the jar: the release, the image, and the files for compose, Kubernetes and systemd. */
@NullMarked
package bot.conversational.application.packaging;

import org.jspecify.annotations.NullMarked;
