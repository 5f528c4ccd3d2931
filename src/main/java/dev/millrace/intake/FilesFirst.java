package dev.millrace.intake;

import java.util.List;

/** Ends a transaction that would have waited for a network: first these files go where files are kept, then once more. */
final class FilesFirst extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<byte[]> files;

    FilesFirst(List<byte[]> files) {
        super("files are to be stored first", null, false, false);
        this.files = files;
    }

    List<byte[]> files() {
        return files;
    }
}
