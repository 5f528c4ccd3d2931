package dev.millrace.commands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command's {@code --name value…} arguments. */
final class Options {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** Each known option takes every word up to the next one, so {@code --scope} may be said once for several. */
    Options(List<String> arguments, Set<String> known) {
        List<String> current = new ArrayList<>();
        for (var argument : arguments) {
            if (argument.startsWith("--")) {
                if (!known.contains(argument)) {
                    throw new Misuse("Unknown option \"%s\".".formatted(argument));
                }
                current = values.computeIfAbsent(argument, _ -> new ArrayList<>());
            } else if (values.isEmpty()) {
                throw new Misuse("Unexpected \"%s\".".formatted(argument));
            } else {
                current.add(argument);
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    List<String> all(String name) {
        var given = values.getOrDefault(name, List.of());
        if (given.isEmpty()) {
            throw new Misuse("%s is missing. See --help.".formatted(name));
        }
        return given;
    }

    String one(String name) {
        var given = all(name);
        if (given.size() > 1) {
            throw new Misuse("%s is said %d times.".formatted(name, given.size()));
        }
        return given.getFirst();
    }
}
