package dev.millrace.commands;

import java.util.Optional;

/** Ends the desk when the launcher that waits beside it is killed: whoever kills {@code java -jar} means both. */
public final class LauncherWatch {

    private static final int KILLED = 137;

    private LauncherWatch() {}

    public static void start() {
        Optional.ofNullable(System.getenv("MILLRACE_LAUNCHER")).map(Long::valueOf).ifPresent(LauncherWatch::watch);
    }

    private static void watch(long launcher) {
        ProcessHandle.of(launcher)
                .ifPresentOrElse(
                        process -> process.onExit().thenRun(() -> Runtime.getRuntime().halt(KILLED)),
                        () -> Runtime.getRuntime().halt(KILLED));
    }
}
