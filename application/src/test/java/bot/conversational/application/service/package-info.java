/** The whole service as its users meet it: real processes on real engines, over HTTP. */
@NullMarked
package bot.conversational.application.service;

import org.jspecify.annotations.NullMarked;
