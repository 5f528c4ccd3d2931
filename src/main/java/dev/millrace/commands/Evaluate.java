package dev.millrace.commands;

import dev.millrace.kernel.Json;
import java.util.List;
import java.util.stream.Collectors;

/** Lets an owner try on texts of their own what the desk understands, before trusting it. Needs no desk. */
final class Evaluate implements Command {

    private final List<Evaluation> evaluations =
            List.of(new EvaluateClassify(), new EvaluateSentiment(), new EvaluateSimilar(), new EvaluateAnswers());

    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public String summary() {
        return "tries on CSV files of your own how well the desk understands, and prints one JSON object";
    }

    @Override
    public String usage() {
        return evaluations.stream()
                .map(evaluation -> "%s %s   (%s)".formatted(evaluation.of(), evaluation.usage(), evaluation.columns()))
                .collect(Collectors.joining("\n                  "));
    }

    @Override
    public int run(List<String> arguments) throws Exception {
        var of = arguments.isEmpty() ? "" : arguments.getFirst();
        var evaluation = evaluations.stream()
                .filter(known -> known.of().equals(of))
                .findFirst()
                .orElseThrow(() -> new Misuse("What shall be evaluated? Known are: %s."
                        .formatted(evaluations.stream().map(Evaluation::of).collect(Collectors.joining(", ")))));
        System.out.println(Json.write(evaluation.figures(arguments.subList(1, arguments.size()))));
        return 0;
    }
}
