package dev.millrace.commands;

import dev.millrace.people.Scope;
import dev.millrace.people.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a token for a program, and prints it this once. */
final class Token implements Command {

    @Override
    public String name() {
        return "token";
    }

    @Override
    public String summary() {
        return "prints a new API token, once";
    }

    @Override
    public String usage() {
        return "--name NAME --scope SCOPE…   (%s)"
                .formatted(Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.joining(", ")));
    }

    @Override
    public int run(List<String> arguments) {
        var options = new Options(arguments, Set.of("--name", "--scope"));
        var name = options.one("--name");
        var scopes = options.all("--scope").stream()
                .flatMap(words -> Arrays.stream(words.split(",", -1)))
                .map(Scope::of)
                .collect(Collectors.toSet());
        SmallDesk.with(
                Tokens.class,
                tokens -> System.out.println(
                        tokens.create(name, scopes, null, null).word()));
        return 0;
    }
}
