package dev.millrace.kernel.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Says which process a home folder belongs to. The kernel drops it with the process, however that ends. */
final class HomeLock implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty when another desk holds it for longer than one takes to stop. */
    static Optional<HomeLock> take(Path home, Duration patience) {
        for (var waited = Duration.ZERO; ; waited = waited.plus(PAUSE)) {
            var lock = take(home);
            if (lock.isPresent() || waited.compareTo(patience) >= 0) {
                return lock;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static Optional<HomeLock> take(Path home) {
        try {
            var channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new HomeLock(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + home, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException held) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
