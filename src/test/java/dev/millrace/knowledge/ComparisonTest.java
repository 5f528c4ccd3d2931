package dev.millrace.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.knowledge.Comparison.Kind;
import dev.millrace.knowledge.Comparison.Piece;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void withinALineOnlyTheWordsThatChangedAreMarked() {
        var compared = Comparison.of("Turn the barrel twice to the left.", "Turn the barrel once to the left.");

        assertThat(compared.lines()).hasSize(1);
        assertThat(compared.lines().getFirst().kind()).isEqualTo(Kind.CHANGED);
        assertThat(compared.lines().getFirst().pieces())
                .containsExactly(
                        new Piece(Kind.SAME, "Turn the barrel "),
                        new Piece(Kind.REMOVED, "twice "),
                        new Piece(Kind.ADDED, "once "),
                        new Piece(Kind.SAME, "to the left."));
    }

    @Test
    void aLineThatSaysSomethingElseIsReplacedWhole() {
        var compared = Comparison.of("Call us on Monday.", "Bananas are yellow, mostly");

        assertThat(compared.lines()).extracting(Comparison.Line::kind).containsExactly(Kind.REMOVED, Kind.ADDED);
    }

    @Test
    void whatStaysTheSameFarFromADifferenceIsLeftOut() {
        var before = IntStream.range(0, 40).mapToObj(n -> "Line " + n).collect(Collectors.joining("\n"));
        var compared = Comparison.of(before, before.replace("Line 20\n", ""));

        assertThat(compared.lines())
                .extracting(Comparison.Line::kind)
                .containsExactly(
                        Kind.LEFT_OUT, Kind.SAME, Kind.SAME, Kind.REMOVED, Kind.SAME, Kind.SAME, Kind.LEFT_OUT);
        assertThat(compared.lines().getFirst().left()).isEqualTo(18);
        assertThat(compared.isSame()).isFalse();
        assertThat(Comparison.of(before, before).isSame()).isTrue();
    }

    /** Whatever is compared: what was there before and what is there after can be read off again. */
    @Test
    void nothingIsLostInAnyComparison() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 300; round++) {
            var before = text(random);
            var after = text(random);

            var compared = Comparison.of(before, after);

            if (compared.lines().stream().noneMatch(line -> line.kind() == Kind.LEFT_OUT)) {
                assertThat(read(compared, Kind.REMOVED))
                        .as("before, seed %d", seed)
                        .isEqualTo(before.lines().toList());
                assertThat(read(compared, Kind.ADDED))
                        .as("after, seed %d", seed)
                        .isEqualTo(after.lines().toList());
            }
        }
    }

    private static java.util.List<String> read(Comparison compared, Kind side) {
        return compared.lines().stream()
                .filter(line -> line.kind() == Kind.SAME || line.kind() == Kind.CHANGED || line.kind() == side)
                .map(line -> line.pieces().stream()
                        .filter(piece -> piece.kind() == Kind.SAME || piece.kind() == side)
                        .map(Piece::text)
                        .collect(Collectors.joining()))
                .toList();
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(1, 5))
                .mapToObj(_ -> IntStream.range(0, random.nextInt(1, 6))
                        .mapToObj(_ -> "abcdef".substring(random.nextInt(3), 3 + random.nextInt(3)))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }
}
