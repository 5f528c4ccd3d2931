package dev.millrace.mail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Says how many messages of a folder one core reads in a second: {@code MailSpeed FOLDER [SECONDS]}. */
public final class MailSpeed {

    private MailSpeed() {}

    public static void main(String[] args) throws IOException {
        var mails = new ArrayList<byte[]>();
        try (var files = Files.walk(Path.of(args[0]))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                mails.add(Files.readAllBytes(file));
            }
        }
        var seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        measure(mails, seconds);
        System.out.printf("%,d messages a second over %,d messages%n", measure(mails, seconds), mails.size());
        var slowest = 0L;
        for (var mail : mails) {
            var start = System.nanoTime();
            MailParser.parse(mail);
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        System.out.printf("slowest %.1f ms%n", slowest / 1e6);
    }

    /** By processor time, so that what else runs on the machine does not count. */
    private static long measure(Iterable<byte[]> mails, int seconds) {
        var clock = ManagementFactory.getThreadMXBean();
        var start = clock.getCurrentThreadCpuTime();
        var read = 0L;
        while (clock.getCurrentThreadCpuTime() - start < seconds * 1_000_000_000L) {
            for (var mail : mails) {
                MailParser.parse(mail);
                read++;
            }
        }
        return read * 1_000_000_000L / (clock.getCurrentThreadCpuTime() - start);
    }
}
