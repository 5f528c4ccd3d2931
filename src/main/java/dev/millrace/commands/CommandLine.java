package dev.millrace.commands;

import dev.millrace.kernel.CannotStart;
import dev.millrace.kernel.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.web.server.PortInUseException;

/** Finds the command that was asked for, runs it, and turns what went wrong into one line and an exit status. */
public final class CommandLine {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final List<Command> commands;

    public CommandLine(Class<?> application) {
        this.commands = List.of(
                new Serve(application),
                new Demo(application),
                new Owner(),
                new Token(),
                new InspectMail(),
                new Evaluate());
    }

    /** Answers the exit status of the process. */
    public int run(String... arguments) {
        try {
            return run(Arrays.asList(arguments));
        } catch (Misuse e) {
            return complain(String.valueOf(e.getMessage()), MISUSED);
        } catch (Exception e) {
            return complain(reason(e).orElseThrow(() -> new IllegalStateException(e)), FAILED);
        }
    }

    private int run(List<String> arguments) throws Exception {
        var first = arguments.isEmpty() ? "serve" : arguments.getFirst();
        if (List.of("--help", "-h", "help").contains(first)) {
            return say(help());
        }
        if (List.of("--version", "version").contains(first)) {
            return say("Millrace " + version());
        }
        if (first.startsWith("--")) {
            return find("serve").run(arguments);
        }
        var command = find(first);
        var rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        if (rest.contains("--help") || rest.contains("-h")) {
            return say("millrace %s %s%n%n%s".formatted(command.name(), command.usage(), command.summary()));
        }
        return command.run(rest);
    }

    private Command find(String name) {
        return commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Misuse("Unknown command \"%s\". Known are: %s."
                        .formatted(name, commands.stream().map(Command::name).collect(Collectors.joining(", ")))));
    }

    private String help() {
        return commands.stream()
                .map(command -> "  %-14s %s".formatted(command.name(), command.summary()))
                .collect(Collectors.joining(
                        "\n", "millrace COMMAND, or millrace COMMAND --help\n\n", "\n\nWithout a command it serves."));
    }

    private static String version() {
        return Optional.ofNullable(CommandLine.class.getPackage().getImplementationVersion())
                .orElse("(development)");
    }

    /** Only what its reader can mend has a line; anything else is a bug and keeps its stack trace. */
    static Optional<String> reason(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CannotStart reason -> {
                    return Optional.ofNullable(reason.getMessage());
                }
                case Refusal refusal -> {
                    return Optional.ofNullable(refusal.getMessage());
                }
                case PortInUseException taken -> {
                    return Optional.of("Port %d is in use by another program. Set MILLRACE_PORT to a free one."
                            .formatted(taken.getPort()));
                }
                default -> {
                    // look deeper
                }
            }
        }
        return Optional.empty();
    }

    private static int say(String text) {
        System.out.println(text);
        return 0;
    }

    private static int complain(String reason, int status) {
        System.err.println("millrace: " + reason);
        return status;
    }
}
