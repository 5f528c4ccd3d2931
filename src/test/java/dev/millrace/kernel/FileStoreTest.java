package dev.millrace.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class FileStoreTest {

    private static final byte[] NOTE_G = "Note G".getBytes(UTF_8);
    private static final String UNKNOWN = "0".repeat(64);

    enum Place {
        FOLDER,
        BUCKET
    }

    /** What this machine knows about Amazon is none of a test's business. */
    private static final Map<String, String> A_BARE_MACHINE = Map.of(
            "aws.disableEc2Metadata", "true",
            "aws.configFile", "/nowhere",
            "aws.sharedCredentialsFile", "/nowhere");

    @TempDir
    private Path folder;

    private S3Server s3;

    @BeforeAll
    static void onABareMachine() {
        A_BARE_MACHINE.forEach(System::setProperty);
    }

    @AfterAll
    static void backOnThisOne() {
        A_BARE_MACHINE.keySet().forEach(System::clearProperty);
    }

    @BeforeEach
    void start() throws IOException {
        s3 = S3Server.start();
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPutIsOpenedByItsName(Place place) throws IOException {
        var large = new byte[3_000_000];
        new Random(7).nextBytes(large);
        var files = files(place);

        for (var content : new byte[][] {NOTE_G, large, {}}) {
            var stored = files.put(content);

            assertThat(stored.size()).isEqualTo(content.length);
            try (var opened = files.open(stored.sha256())) {
                assertThat(opened.readAllBytes()).isEqualTo(content);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameContentIsKeptOnceHoweverManyNodesPutIt(Place place) throws IOException {
        var first = files(place).put(NOTE_G);
        var second = files(place).put(NOTE_G.clone());

        assertThat(second).isEqualTo(first);
        assertThat(kept(place)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownNameIsAnOutageAndSaysWhich(Place place) throws IOException {
        var files = files(place);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> files.open(UNKNOWN))
                .withMessageContaining(UNKNOWN)
                .withCauseInstanceOf(NoSuchFileException.class)
                .satisfies(e -> assertThat(Outage.isBehind(e)).isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatIsNoHashIsRefused(Place place) throws IOException {
        var files = files(place);

        for (var name : new String[] {"", "../../etc/passwd", "A".repeat(64), "0".repeat(63)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> files.open(name));
        }
    }

    @Test
    void aFolderIsNearAndABucketIsFarUntilTheFileIsThere() throws IOException {
        var bucket = files(Place.BUCKET);

        assertThat(files(Place.FOLDER).isFar(NOTE_G)).isFalse();
        assertThat(bucket.isFar(NOTE_G)).isTrue();
        bucket.put(NOTE_G);
        assertThat(bucket.isFar(NOTE_G)).isFalse();
    }

    @Test
    void aBucketKeepsFilesUnderItsPrefixAsAFolderWould() throws IOException {
        var name = files(Place.BUCKET).put(NOTE_G).sha256();

        assertThat(s3.objects)
                .containsOnlyKeys("desk/files/%s/%s/%s".formatted(name.substring(0, 2), name.substring(2, 4), name));
    }

    @Test
    void whatANodeHasPutItPutsAgainWithoutAsking() throws IOException {
        var files = files(Place.BUCKET);
        files.put(NOTE_G);
        var asked = s3.asked.size();

        files.put(NOTE_G);

        assertThat(s3.asked).hasSize(asked);
        assertThat(s3.count("PUT")).isEqualTo(1);
    }

    @Test
    void aServiceThatIsBusyIsAskedAgain() throws IOException {
        var files = files(Place.BUCKET);
        s3.troubles.add(503);
        s3.troubles.add(503);

        var stored = files.put(NOTE_G);

        s3.troubles.add(503);
        try (var opened = files.open(stored.sha256())) {
            assertThat(opened).hasBinaryContent(NOTE_G);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 503})
    void aServiceThatKeepsRefusingIsAnOutageAndNothingIsTakenForStored(int status) throws IOException {
        var files = files(Place.BUCKET);
        for (var attempt = 0; attempt < 3; attempt++) {
            s3.troubles.add(status);
        }

        assertThatThrownBy(() -> files.put(NOTE_G))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("s3://attachments/desk/files");
        assertThat(s3.objects).isEmpty();
        assertThat(files.isFar(NOTE_G)).isTrue();

        s3.troubles.clear();
        files.put(NOTE_G);
        assertThat(s3.objects).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:", "s3:attachments", "s3://", "s3:///desk", "s3://a b/desk", "s3://user:secret@host/x"})
    void anAddressWithoutABucketStopsTheStart(String files) {
        assertRefused(files, Map.of(), "which names no bucket. Write s3://bucket or s3://bucket/prefix.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AWS_REGION            | ''                        | AWS_REGION does not say in which region
            AWS_ACCESS_KEY_ID     | ''                        | set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
            AWS_SECRET_ACCESS_KEY | ''                        | set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
            AWS_ACCESS_KEY_ID     | AKIAMALLORY               | does not let the desk use the bucket attachments
            AWS_REGION            | us-west-2                 | does not let the desk use the bucket attachments
            AWS_ENDPOINT_URL      | localhost:9000            | AWS_ENDPOINT_URL must be like https://s3.example.com
            AWS_ENDPOINT_URL      | http://127.0.0.1:1        | http://127.0.0.1:1 cannot be reached (Connection refused)
            AWS_ENDPOINT_URL_S3   | http://nowhere.invalid    | http://nowhere.invalid cannot be reached (there is no such host)
            """)
    void whatIsMissingOrWrongStopsTheStartInOneLine(String variable, String value, String said) {
        assertRefused("s3://attachments", Map.of(variable, value), said);
    }

    @Test
    void aBucketThatIsNotThereStopsTheStart() {
        assertRefused("s3://atachments/desk", Map.of(), "has no bucket atachments. Make it, or change MILLRACE_FILES.");
    }

    @Test
    void theOlderNameOfTheRegionWillDo() throws IOException {
        var variables = Map.of("AWS_REGION", "", "AWS_DEFAULT_REGION", S3Server.REGION);

        assertThat(store("s3://attachments", variables).put(NOTE_G).size()).isEqualTo(6);
    }

    private void assertRefused(String files, Map<String, String> other, String said) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> store(files, other))
                .withMessageContaining(said)
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }

    private FileStore files(Place place) {
        return switch (place) {
            case FOLDER -> store(folder.toString(), Map.of());
            case BUCKET -> store("s3://attachments/desk/files/", Map.of());
        };
    }

    private FileStore store(String files, Map<String, String> other) {
        var variables = new HashMap<String, Object>(s3.variables());
        variables.putAll(other);
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("variables", variables));
        return new FileStore(new Desk(null, 0, null, null, files, null), environment);
    }

    private long kept(Place place) throws IOException {
        try (var found = Files.walk(folder)) {
            return switch (place) {
                case FOLDER -> found.filter(Files::isRegularFile).count();
                case BUCKET -> s3.count("PUT");
            };
        }
    }
}
