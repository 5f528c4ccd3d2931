package dev.millrace.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java installation that is new enough, wherever people put them. */
record Jdk(Path home) {

    private static final int NEEDED = 25;
    private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"(\\d+)", Pattern.MULTILINE);

    Path java() {
        return home.resolve("bin/java");
    }

    /** Differs between builds of Java: what one remembers of a start, another cannot use. */
    String build() {
        return Integer.toHexString(release().hashCode());
    }

    /** The Java that runs this, else the first that is found. */
    static Jdk find() {
        return Stream.of(running(), fromEnvironment(), onPath(), installed())
                .flatMap(homes -> homes)
                .map(Jdk::new)
                .filter(Jdk::isNewEnough)
                .findFirst()
                .orElseThrow(() -> new CannotLaunch("Java " + NEEDED + " or newer is needed, and this is Java "
                        + Runtime.version().feature()
                        + ". Install one (for example \"temurin-25-jdk\" from adoptium.net) or set JAVA_HOME to it."));
    }

    private boolean isNewEnough() {
        var version = VERSION.matcher(release());
        return Files.isExecutable(java()) && version.find() && Integer.parseInt(version.group(1)) >= NEEDED;
    }

    /** Every JDK since 9 describes itself in this file, so none has to be started to be asked. */
    private String release() {
        try {
            return Files.readString(home.resolve("release"));
        } catch (IOException none) {
            return "";
        }
    }

    private static Stream<Path> running() {
        return Stream.of(Path.of(System.getProperty("java.home")));
    }

    private static Stream<Path> fromEnvironment() {
        return Stream.of("JAVA_HOME", "JDK_HOME")
                .map(System::getenv)
                .filter(Objects::nonNull)
                .filter(home -> !home.isBlank())
                .map(Path::of);
    }

    private static Stream<Path> onPath() {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "java"))
                .filter(Files::isExecutable)
                .flatMap(Jdk::homeOf);
    }

    private static Stream<Path> homeOf(Path java) {
        try {
            return Stream.of(java.toRealPath().getParent().getParent());
        } catch (IOException brokenLink) {
            return Stream.empty();
        }
    }

    private static Stream<Path> installed() {
        var user = Path.of(System.getProperty("user.home"));
        return Stream.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/usr/java"),
                        Path.of("/opt"),
                        Path.of("/opt/java"),
                        user.resolve(".sdkman/candidates/java"),
                        user.resolve(".jdks"),
                        user.resolve(".asdf/installs/java"),
                        user.resolve(".local/share/mise/installs/java"))
                .filter(Files::isDirectory)
                .flatMap(Jdk::childrenOf);
    }

    private static Stream<Path> childrenOf(Path folder) {
        try (var children = Files.list(folder)) {
            return children.sorted().toList().stream();
        } catch (IOException | UncheckedIOException closed) {
            return Stream.empty();
        }
    }
}
