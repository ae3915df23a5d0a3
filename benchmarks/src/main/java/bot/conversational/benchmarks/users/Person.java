package bot.conversational.benchmarks.users;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A user with a conversation, who waits for an answer before the next question. */
final class Person {

    /** Of the conversation's messages. */
    final String path;

    final String token;

    /** Whether an answer is under way. */
    boolean busy;

    private Person(String path, String token) {
        this.path = path;
        this.token = token;
    }

    /** @param targets file: a line "PATH TOKEN" each */
    static List<Person> read(Path targets, int many) {
        try (Stream<String> lines = Files.lines(targets)) {
            List<Person> people = lines.limit(many)
                    .map(line -> line.split(" "))
                    .map(pair -> new Person(pair[0], pair[1]))
                    .toList();
            if (people.size() < many) {
                throw new IllegalStateException("only " + people.size() + " users are in " + targets);
            }
            return people;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
