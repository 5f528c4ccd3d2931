import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Does something many times, by one client or by several at once, and says how long each took. */
final class Load {

    /** What a client does for the nth time of all. */
    interface Action {
        void run(int client, int nth) throws Exception;
    }

    /** One round; times in milliseconds. */
    record Round(double p50, double p95, double perSecond) {

        /** Of times in any order. */
        static Round of(double[] took, double seconds) {
            var sorted = Arrays.stream(took).sorted().toArray();
            return new Round(sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.95)], sorted.length / seconds);
        }

        /** The median of several, each figure for itself. */
        static Round median(List<Round> rounds) {
            return new Round(
                    median(rounds.stream().mapToDouble(Round::p50).toArray()),
                    median(rounds.stream().mapToDouble(Round::p95).toArray()),
                    median(rounds.stream().mapToDouble(Round::perSecond).toArray()));
        }

        static double median(double... values) {
            return Arrays.stream(values).sorted().toArray()[values.length / 2];
        }
    }

    private final ConcurrentHashMap<String, AtomicInteger> errors = new ConcurrentHashMap<>();

    Round run(int clients, int times, Action action) throws InterruptedException {
        var took = new double[times];
        var next = new AtomicInteger();
        var began = System.nanoTime();
        var threads = IntStream.range(0, clients)
                .mapToObj(client -> Thread.ofVirtual().start(() -> {
                    for (var nth = next.getAndIncrement(); nth < times; nth = next.getAndIncrement()) {
                        took[nth] = time(client, nth, action);
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        return Round.of(took, seconds);
    }

    void failed(String what) {
        errors.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
    }

    /** What went wrong and how often, the most frequent first. */
    List<String> errors() {
        return errors.entrySet().stream()
                .sorted(Comparator.comparing(each -> -each.getValue().get()))
                .map(each -> each.getValue() + " × " + each.getKey())
                .toList();
    }

    private double time(int client, int nth, Action action) {
        var began = System.nanoTime();
        try {
            action.run(client, nth);
        } catch (Exception e) {
            failed(e.toString());
        }
        return (System.nanoTime() - began) / 1e6;
    }
}
