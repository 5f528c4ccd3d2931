package dev.millrace.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk that can be filled to the last byte, where this machine lets us have one; else an ordinary folder. */
final class SmallDisk implements AutoCloseable {

    private static final int PIECE = 1 << 20;

    private final Path folder;
    private final boolean real;

    private SmallDisk(Path folder, boolean real) {
        this.folder = folder;
        this.real = real;
    }

    /** Takes away what a run that was itself killed has left. */
    static void clear(Path folder) {
        if (Files.exists(folder)) {
            works("umount", "--lazy", folder.toString());
        }
    }

    static SmallDisk at(Path folder) throws IOException {
        Files.createDirectories(folder);
        var real = works("mount", "-t", "tmpfs", "-o", "size=700m,mode=755", "millrace-test", folder.toString());
        return new SmallDisk(folder, real);
    }

    boolean canBeFull() {
        return real;
    }

    /** Takes all the room there is. */
    void fill() throws IOException {
        try (var ballast = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var piece = PIECE; piece > 0; piece /= 2) {
                fill(ballast, piece);
            }
        }
    }

    private static void fill(FileChannel ballast, int piece) {
        try {
            while (true) {
                ballast.write(ByteBuffer.allocate(piece));
            }
        } catch (IOException full) {
            // as it should be
        }
    }

    void empty() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() {
        if (real && !works("umount", folder.toString())) {
            throw new IllegalStateException("Could not unmount " + folder);
        }
    }

    private static boolean works(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
