package dev.millrace.commands;

import dev.millrace.people.Ownership;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Makes the desk's owner without a browser, or lets one in again who is locked out. */
final class Owner implements Command {

    @Override
    public String name() {
        return "owner";
    }

    @Override
    public String summary() {
        return "creates an owner, or resets an owner's password";
    }

    @Override
    public String usage() {
        return "--email ADDRESS --password-file FILE   (FILE - reads standard input)";
    }

    /** A file, not an argument: other users of the machine can read arguments. */
    @Override
    public int run(List<String> arguments) throws IOException {
        var options = new Options(arguments, Set.of("--email", "--password-file"));
        var email = options.one("--email");
        var password = read(options.one("--password-file"));
        SmallDesk.with(Ownership.class, ownership -> ownership.restore(email, null, password));
        System.out.println(email + " is an owner of this desk and signs in with the given password.");
        return 0;
    }

    private static String read(String file) throws IOException {
        try {
            var bytes = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            return new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        } catch (NoSuchFileException e) {
            throw new Misuse("There is no file %s.".formatted(file));
        }
    }
}
