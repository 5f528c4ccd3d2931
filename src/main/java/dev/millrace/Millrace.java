package dev.millrace;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The desk: one process, one PostgreSQL. */
@SpringBootApplication
@Modulithic(systemName = "Millrace")
public class Millrace {

    public static void main(String[] arguments) {
        SpringApplication.run(Millrace.class, arguments);
    }
}
