/** Upload and download of files, as streams of bytes. */
@NullMarked
package bot.conversational.application.http.files;

import org.jspecify.annotations.NullMarked;
