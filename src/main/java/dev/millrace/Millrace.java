package dev.millrace;

import dev.millrace.commands.CommandLine;
import dev.millrace.commands.LauncherWatch;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The desk: one process, one PostgreSQL. */
@SpringBootApplication
@Modulithic(systemName = "Millrace")
public class Millrace {

    public static void main(String[] arguments) {
        LauncherWatch.start();
        System.exit(new CommandLine(Millrace.class).run(arguments));
    }
}
