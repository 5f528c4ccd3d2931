package dev.millrace.kernel;

import java.io.InputStream;
import java.util.function.Supplier;

/** A place for files that have a name already. What goes wrong there is an {@link java.io.UncheckedIOException}. */
interface Storage {

    /** Durable when it returns; a file that is there already stays as it is. */
    void put(String sha256, byte[] content);

    InputStream open(String sha256);

    /** Whether putting it would wait for a network; only a store that may asks for the name, which takes a while to make. */
    boolean isFar(Supplier<String> sha256);
}
