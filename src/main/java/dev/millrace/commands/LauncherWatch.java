package dev.millrace.commands;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Ends the desk when the launcher that waits beside it is killed: whoever kills {@code java -jar} means both. */
public final class LauncherWatch {

    private static final int KILLED = 137;

    private LauncherWatch() {}

    public static void start() {
        Optional.ofNullable(System.getenv("MILLRACE_LAUNCHER"))
                .map(Long::valueOf)
                .ifPresent(LauncherWatch::watch);
    }

    private static void watch(long launcher) {
        Thread.ofPlatform().daemon().name("launcher-watch").start(() -> {
            while (ProcessHandle.of(launcher).isPresent()) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
            Runtime.getRuntime().halt(KILLED);
        });
    }
}
