package dev.millrace.language;

import java.util.Arrays;

/**
 * Many vectors, laid out so that their dot products with another one are computed side by side: tiles of {@value #TILE}
 * vectors, within a tile number by number. That turns the loops into SIMD, five times as fast as vector by vector.
 */
final class Rows {

    static final int TILE = 128;

    private final int count;
    private final int dimensions;
    private final float[][] tiles;

    Rows(float[][] vectors) {
        count = vectors.length;
        dimensions = count == 0 ? 0 : vectors[0].length;
        tiles = new float[(count + TILE - 1) / TILE][dimensions * TILE];
        for (var row = 0; row < count; row++) {
            for (var d = 0; d < dimensions; d++) {
                tiles[row / TILE][d * TILE + row % TILE] = vectors[row][d];
            }
        }
    }

    int count() {
        return count;
    }

    int dimensions() {
        return dimensions;
    }

    int tiles() {
        return tiles.length;
    }

    float[] vector(int row) {
        var vector = new float[dimensions];
        for (var d = 0; d < dimensions; d++) {
            vector[d] = tiles[row / TILE][d * TILE + row % TILE];
        }
        return vector;
    }

    /** The dot product of each vector with this one. */
    float[] dots(float[] vector) {
        var dots = new float[tiles.length * TILE];
        var ofTile = new float[TILE];
        for (var tile = 0; tile < tiles.length; tile++) {
            dots(tile, vector, ofTile);
            System.arraycopy(ofTile, 0, dots, tile * TILE, TILE);
        }
        return Arrays.copyOf(dots, count);
    }

    /** The dot products of one tile; past the last vector they are 0. */
    void dots(int tile, float[] vector, float[] dots) {
        var numbers = tiles[tile];
        Arrays.fill(dots, 0);
        for (var d = 0; d + 3 < dimensions; d += 4) {
            add(numbers, d * TILE, vector[d], vector[d + 1], vector[d + 2], vector[d + 3], dots);
        }
        for (var d = dimensions / 4 * 4; d < dimensions; d++) {
            add(numbers, d * TILE, vector[d], dots);
        }
    }

    private static void add(float[] numbers, int at, float x0, float x1, float x2, float x3, float[] dots) {
        for (var i = 0; i < TILE; i++) {
            var sum = Math.fma(x0, numbers[at + i], dots[i]);
            sum = Math.fma(x1, numbers[at + TILE + i], sum);
            sum = Math.fma(x2, numbers[at + 2 * TILE + i], sum);
            dots[i] = Math.fma(x3, numbers[at + 3 * TILE + i], sum);
        }
    }

    private static void add(float[] numbers, int at, float x, float[] dots) {
        for (var i = 0; i < TILE; i++) {
            dots[i] = Math.fma(x, numbers[at + i], dots[i]);
        }
    }
}
