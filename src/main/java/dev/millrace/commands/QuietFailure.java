package dev.millrace.commands;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Keeps Spring from printing a page about a failure that {@link CommandLine} says in one line. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class QuietFailure implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        return CommandLine.reason(failure).isPresent();
    }
}
