package dev.millrace.commands;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Shows how message files are read. Starts nothing, so it is quick and works anywhere. */
final class InspectMail implements Command {

    @Override
    public String name() {
        return "inspect-mail";
    }

    @Override
    public String summary() {
        return "shows how message files are read, one JSON object a line, and stores nothing";
    }

    @Override
    public String usage() {
        return "[--text | --html] PATH…   (the files are bare bodies, not whole messages)";
    }

    @Override
    public int run(List<String> arguments) {
        var output = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        return dev.millrace.mail.InspectMail.run(arguments.toArray(String[]::new), output);
    }
}
