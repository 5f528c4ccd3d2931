package dev.millrace.commands;

import java.util.List;
import java.util.Map;

/** Runs a desk that a small company has been using for weeks. */
final class Demo implements Command {

    private final Class<?> application;

    Demo(Class<?> application) {
        this.application = application;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary() {
        return "starts the desk with a small company's people, tickets and rules, and prints their logins";
    }

    @Override
    public String usage() {
        return "[--millrace.port=8080 and other properties]";
    }

    /** Its passwords are printed, so unlike a real desk it listens on this machine only. */
    @Override
    public int run(List<String> arguments) throws InterruptedException {
        return Serve.serve(
                application, arguments, Map.of("millrace.demo.enabled", "true", "millrace.bind", "127.0.0.1"));
    }
}
