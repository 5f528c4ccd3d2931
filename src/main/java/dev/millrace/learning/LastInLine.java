package dev.millrace.learning;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread work only while nobody else on the machine wants the processor. Java's own priorities do nothing on Linux; its
 * scheduling class {@code SCHED_IDLE} does, and needs no right.
 */
final class LastInLine {

    private static final Logger log = LoggerFactory.getLogger(LastInLine.class);
    private static final int SCHED_IDLE = 5;
    private static final int THIS_THREAD = 0;

    private LastInLine() {}

    /** Whether the thread that calls stands last from now on, until it ends; on other systems than Linux it does not. */
    static boolean stand() {
        return function().map(LastInLine::ask).orElse(false);
    }

    private static Optional<MethodHandle> function() {
        var linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("sched_setscheduler")
                .map(found ->
                        linker.downcallHandle(found, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS)));
    }

    private static boolean ask(MethodHandle function) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment priority = arena.allocateFrom(JAVA_INT, 0);
            return (int) function.invokeExact(THIS_THREAD, SCHED_IDLE, priority) == 0;
        } catch (Throwable e) {
            log.info("Long computing cannot be put last in line on this system", e);
            return false;
        }
    }
}
