package dev.millrace.commands;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Runs the desk until somebody stops it. */
final class Serve implements Command {

    private final Class<?> application;

    Serve(Class<?> application) {
        this.application = application;
    }

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String summary() {
        return "starts the desk; on an empty database the first page sets it up";
    }

    @Override
    public String usage() {
        return "[--millrace.port=8080 and other properties]";
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        return serve(application, arguments, Map.of());
    }

    /** The properties given here are defaults: whatever else is said wins. */
    static int serve(Class<?> application, List<String> arguments, Map<String, Object> properties)
            throws InterruptedException {
        onlyProperties(arguments);
        var spring = new SpringApplication(application);
        spring.setDefaultProperties(properties);
        var stopped = new CountDownLatch(1);
        spring.addListeners(event -> {
            if (event instanceof ContextClosedEvent) {
                stopped.countDown();
            }
        });
        var context = spring.run(arguments.toArray(String[]::new));
        System.out.println("Millrace is ready: " + address(context));
        stopped.await();
        return 0;
    }

    private static void onlyProperties(List<String> arguments) {
        for (var argument : arguments) {
            if (!argument.matches("--[a-z]+(\\.[a-z0-9.\\[\\]-]+)+=.*")) {
                throw new Misuse(
                        "Unknown option \"%s\". Properties are written as --millrace.port=8080.".formatted(argument));
            }
        }
    }

    private static String address(ConfigurableApplicationContext context) {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }
}
