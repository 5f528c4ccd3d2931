package dev.millrace.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts the desk in a Java process of its own, passes signals on to it and ends as it ends. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            if (arguments.length > 0 && arguments[0].equals("--print-command")) {
                print(new DeskCommand(List.of(arguments).subList(1, arguments.length)));
            } else {
                System.exit(run(new DeskCommand(List.of(arguments))));
            }
        } catch (CannotLaunch reason) {
            System.err.println("millrace: " + reason.getMessage());
            System.exit(1);
        }
    }

    /**
     * For a shell that becomes the desk, so that no second process waits beside it. A first start needs somebody to stay
     * until its memory is written: there the shell becomes this launcher.
     */
    private static void print(DeskCommand command) {
        (command.isFirstStart() ? command.throughLauncher() : command.line()).forEach(System.out::println);
    }

    private static int run(DeskCommand command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command.line()).inheritIO();
        // Should this process be killed and unable to pass that on, the desk sees it go and goes too.
        builder.environment()
                .put("MILLRACE_LAUNCHER", Long.toString(ProcessHandle.current().pid()));
        var desk = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(desk, command)));
        return desk.waitFor();
    }

    private static void stop(Process desk, DeskCommand command) {
        try {
            var stoppedByAPerson = desk.isAlive();
            desk.destroy();
            desk.waitFor();
            if (command.isFirstStart() && stoppedByAPerson) {
                remember(command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In a session of its own, so that an impatient Ctrl-C or kill ends the waiting and not the work. */
    private static void remember(DeskCommand command) throws InterruptedException {
        var line = new ArrayList<>(List.of("setsid", "sh", "-c"));
        line.addAll(command.rememberScript());
        try {
            new ProcessBuilder(line)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException noSuchProgram) {
            // The next start is as slow as this one was; nothing else depends on it.
        }
    }
}
