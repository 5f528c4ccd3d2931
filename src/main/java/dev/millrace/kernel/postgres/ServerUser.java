package dev.millrace.kernel.postgres;

import dev.millrace.kernel.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Under which name PostgreSQL's programs run: PostgreSQL refuses to be root, and people do start the desk as root.
 *
 * @param prefix what to put before a command
 * @param uid who must own the data folder
 */
record ServerUser(List<String> prefix, int uid, int gid) {

    private static final int ROOT = 0;

    /** Names the user for a server whose files lie under the given folder. */
    static ServerUser forFilesUnder(Path home) {
        var me = Folders.owner(Path.of("/proc/self"));
        if (me != ROOT) {
            return new ServerUser(List.of(), me, -1);
        }
        if (everybodyMayPassThrough(home) && works("setpriv", "--version")) {
            return Stream.of("millrace", "nobody")
                    .map(ServerUser::lookUp)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(() -> new CannotStart("PostgreSQL must not run as root and there is no user"
                            + " \"millrace\" or \"nobody\" to run it as. Start Millrace as an ordinary user."));
        }
        // In a user namespace without a mapping, root's files stay its own but its powers are gone, and PostgreSQL sees
        // somebody who is not root.
        if (works("unshare", "-U", "true")) {
            return new ServerUser(List.of("unshare", "-U"), ROOT, ROOT);
        }
        throw new CannotStart(
                "PostgreSQL must not run as root, and other users cannot reach %s. Set MILLRACE_HOME to a folder such as /var/lib/millrace, or start Millrace as an ordinary user."
                        .formatted(home));
    }

    ProcessBuilder command(List<String> command) {
        var builder = new ProcessBuilder(
                Stream.concat(prefix.stream(), command.stream()).toList());
        builder.directory(Path.of("/").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /** Hands a folder over, if it is not this user's already. */
    void own(Path folder) {
        if (gid >= 0 && Folders.owner(folder) != uid) {
            Folders.giveTo(uid, gid, folder);
        }
    }

    private static Optional<ServerUser> lookUp(String name) {
        try (var users = Files.lines(Path.of("/etc/passwd"))) {
            return users.filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.split(":", -1))
                    .map(fields -> dropTo(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerUser dropTo(int uid, int gid) {
        var prefix = List.of(
                "setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--inh-caps=-all", "--no-new-privs");
        return new ServerUser(prefix, uid, gid);
    }

    private static boolean everybodyMayPassThrough(Path home) {
        try {
            for (var folder = home.getParent(); folder != null; folder = folder.getParent()) {
                if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean works(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
