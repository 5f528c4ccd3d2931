package dev.millrace.launch;

import java.io.IOException;
import java.util.List;

/** Starts the desk in a Java process of its own, passes signals on to it and ends as it ends. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            if (arguments.length > 0 && arguments[0].equals("--print-command")) {
                print(new DeskCommand(List.of(arguments).subList(1, arguments.length)).line());
            } else {
                System.exit(run(new DeskCommand(List.of(arguments))));
            }
        } catch (CannotLaunch reason) {
            System.err.println("millrace: " + reason.getMessage());
            System.exit(1);
        }
    }

    /** For a shell that replaces itself with the desk, so that this process need not wait beside it. */
    private static void print(List<String> command) {
        command.forEach(System.out::println);
    }

    private static int run(DeskCommand command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command.line()).inheritIO();
        // Should this process be killed and unable to pass that on, the desk sees it go and goes too.
        builder.environment()
                .put("MILLRACE_LAUNCHER", Long.toString(ProcessHandle.current().pid()));
        var desk = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(desk)));
        return desk.waitFor();
    }

    private static void stop(Process desk) {
        desk.destroy();
        try {
            desk.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
