package dev.millrace.commands;

import dev.millrace.kernel.Json;
import java.util.List;
import java.util.stream.Collectors;

/** Lets an owner try on their own export how well the desk understands, before they trust it. Needs no desk. */
final class Evaluate implements Command {

    private final List<Evaluation> evaluations = List.of(new EvaluateSentiment());

    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public String summary() {
        return "measures on CSV files of yours how well texts are understood, and prints one JSON object";
    }

    @Override
    public String usage() {
        return evaluations.stream()
                .map(evaluation -> evaluation.name() + " " + evaluation.usage())
                .collect(Collectors.joining("\n       millrace evaluate "));
    }

    @Override
    public int run(List<String> arguments) throws Exception {
        var name = arguments.isEmpty() ? "" : arguments.getFirst();
        var evaluation = evaluations.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Misuse("Evaluate what? Known are: %s."
                        .formatted(evaluations.stream().map(Evaluation::name).collect(Collectors.joining(", ")))));
        var options = new Options(arguments.subList(1, arguments.size()), evaluation.options());
        System.out.println(Json.write(evaluation.figures(options)));
        return 0;
    }
}
