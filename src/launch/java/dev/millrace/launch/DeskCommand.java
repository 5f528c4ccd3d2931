package dev.millrace.launch;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command line that runs the desk: which Java, how much memory, and what it remembers of an earlier start.
 *
 * <p>The first start records which classes it loads and which code runs hot. When it has ended, Java makes an AOT cache
 * of the record, and later starts take a third of the time.
 */
final class DeskCommand {

    private static final String MAIN = "dev.millrace.Millrace";
    private static final String MEMORY = "512m";

    /** Java would say on standard output that it recorded something. */
    private static final String UNLOCKED = "-XX:+UnlockDiagnosticVMOptions", SILENT = "-XX:-DisplayVMOutput";

    private final List<String> arguments;
    private final Jdk jdk = Jdk.find();
    private final Path jar = thisJar();
    private final Unpacked desk = Unpacked.from(jar, home());
    private final Path cache = desk.folder().resolve("start-%s.aot".formatted(jdk.build()));
    private final Path recording = cache.resolveSibling(cache.getFileName() + ".recording");
    private final boolean firstStart;

    DeskCommand(List<String> arguments) {
        this.arguments = arguments;
        this.firstStart = servesAPerson() && !Files.exists(cache) && Files.isWritable(desk.folder());
    }

    boolean isFirstStart() {
        return firstStart;
    }

    List<String> line() {
        return command(memoryOfStarts(), arguments);
    }

    List<String> throughLauncher() {
        var line =
                new ArrayList<>(List.of(jdk.java().toString(), "-Xmx16m", "-XX:+UseSerialGC", "-jar", jar.toString()));
        line.addAll(arguments);
        return line;
    }

    /** A shell script and its arguments. The cache gets its name only when it is whole. */
    List<String> rememberScript() {
        var unfinished = cache.resolveSibling(cache.getFileName() + ".unfinished");
        var script = new ArrayList<>(List.of(
                "cache=$1 unfinished=$2 recording=$3; shift 3;"
                        + " \"$@\" && mv \"$unfinished\" \"$cache\"; rm -f \"$recording\" \"$unfinished\"",
                "remember",
                cache.toString(),
                unfinished.toString(),
                recording.toString()));
        script.addAll(command(
                List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recording, "-XX:AOTCache=" + unfinished),
                List.of()));
        return script;
    }

    private List<String> command(List<String> memoryOfStarts, List<String> arguments) {
        var line = new ArrayList<>(List.of(
                jdk.java().toString(),
                "-Xmx" + Optional.ofNullable(System.getenv("MILLRACE_MEMORY")).orElse(MEMORY),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:aot*=off",
                "-Xlog:cds*=off",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED"));
        line.addAll(memoryOfStarts);
        line.addAll(List.of("-cp", desk.classPath(), MAIN));
        line.addAll(arguments);
        return line;
    }

    private List<String> memoryOfStarts() {
        if (firstStart) {
            return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording, UNLOCKED, SILENT);
        }
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
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
