package dev.millrace.language;

import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;

/** Finds the minimum of a smooth convex function by L-BFGS; stops with a {@link CancellationException} when interrupted. */
final class Descent {

    private static final int HISTORY = 10;
    private static final int MOST_HALVINGS = 20;
    private static final double ENOUGH_OF_THE_SLOPE = 1e-4;
    private static final double FLAT = 1e-6;

    private Descent() {}

    interface Function {
        /** The value at a point; its slope there is written to {@code slope}. */
        double at(float[] point, float[] slope);
    }

    private record Step(float[] moved, float[] turned, double curvature) {}

    static float[] minimise(float[] start, int mostSteps, Function function, Progress progress) {
        var point = start.clone();
        var slope = new float[point.length];
        var value = function.at(point, slope);
        var steps = new ArrayDeque<Step>();
        for (var step = 0; step < mostSteps; step++) {
            Interrupted.check();
            progress.at((double) step / mostSteps);
            var direction = direction(slope, steps);
            var descent = dot(direction, slope);
            if (descent >= 0) {
                break;
            }
            var length = steps.isEmpty() ? Math.min(1, 1 / Math.sqrt(-descent)) : 1;
            var next = new float[point.length];
            var nextSlope = new float[point.length];
            var nextValue = Double.POSITIVE_INFINITY;
            for (var halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
                move(point, direction, (float) length, next);
                nextValue = function.at(next, nextSlope);
                if (nextValue <= value + ENOUGH_OF_THE_SLOPE * length * descent) {
                    break;
                }
            }
            if (nextValue >= value) {
                break;
            }
            remember(steps, difference(next, point), difference(nextSlope, slope));
            var gained = (value - nextValue) / Math.max(1, Math.abs(value));
            point = next;
            slope = nextSlope;
            value = nextValue;
            if (gained < FLAT) {
                break;
            }
        }
        return point;
    }

    private static void remember(ArrayDeque<Step> steps, float[] moved, float[] turned) {
        var curvature = dot(moved, turned);
        if (curvature > 0) {
            steps.addLast(new Step(moved, turned, curvature));
            if (steps.size() > HISTORY) {
                steps.removeFirst();
            }
        }
    }

    /** The slope downwards, corrected by what the last steps told of the curvature. */
    private static float[] direction(float[] slope, ArrayDeque<Step> steps) {
        var direction = slope.clone();
        var shares = new double[steps.size()];
        var i = shares.length;
        for (var step : steps.reversed()) {
            shares[--i] = dot(step.moved, direction) / step.curvature;
            move(direction, step.turned, (float) -shares[i], direction);
        }
        if (!steps.isEmpty()) {
            var latest = steps.getLast();
            scale(direction, latest.curvature / dot(latest.turned, latest.turned));
        }
        for (var step : steps) {
            var share = dot(step.turned, direction) / step.curvature;
            move(direction, step.moved, (float) (shares[i++] - share), direction);
        }
        scale(direction, -1);
        return direction;
    }

    private static void move(float[] from, float[] direction, float length, float[] to) {
        for (var i = 0; i < to.length; i++) {
            to[i] = Math.fma(length, direction[i], from[i]);
        }
    }

    private static void scale(float[] vector, double factor) {
        for (var i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] * factor);
        }
    }

    private static float[] difference(float[] a, float[] b) {
        var difference = new float[a.length];
        for (var i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static double dot(float[] a, float[] b) {
        var sum = 0.0;
        for (var i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
