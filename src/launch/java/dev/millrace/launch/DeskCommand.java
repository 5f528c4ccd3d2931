package dev.millrace.launch;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The command line that runs the desk: which Java, how much memory, what it remembers of its last start. */
final class DeskCommand {

    private static final String MAIN = "dev.millrace.Millrace";
    private static final String MEMORY = "512m";

    private final List<String> arguments;
    private final Jdk jdk = Jdk.find();
    private final Path home = home();
    private final Unpacked desk = Unpacked.from(thisJar(), home);

    DeskCommand(List<String> arguments) {
        this.arguments = arguments;
    }

    List<String> line() {
        var line = new ArrayList<>(List.of(
                jdk.java().toString(),
                "-Xmx" + Optional.ofNullable(System.getenv("MILLRACE_MEMORY")).orElse(MEMORY),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED"));
        line.addAll(memoryOfTheLastStart());
        line.addAll(List.of("-cp", desk.classPath(), MAIN));
        line.addAll(arguments);
        return line;
    }

    /** The first run writes the cache when it ends; later ones start from it in a third of the time. */
    private List<String> memoryOfTheLastStart() {
        var cache = desk.folder().resolve("start-%s.aot".formatted(jdk.build()));
        if (isWhole(cache)) {
            return List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
        }
        return servesAPerson() && Files.isWritable(desk.folder())
                ? List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of();
    }

    /** Java writes the head of the file last, so a run that was killed while writing left zeros there. */
    private static boolean isWhole(Path cache) {
        try (var file = Files.newInputStream(cache)) {
            return file.read() > 0;
        } catch (IOException none) {
            return false;
        }
    }

    private boolean servesAPerson() {
        return arguments.isEmpty()
                || Set.of("serve", "demo").contains(arguments.get(0))
                || arguments.get(0).startsWith("--millrace.");
    }

    private static Path home() {
        return Optional.ofNullable(System.getenv("MILLRACE_HOME"))
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".millrace"))
                .toAbsolutePath();
    }

    private static Path thisJar() {
        try {
            return Path.of(DeskCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
