package dev.millrace.language;

import java.util.Arrays;

/**
 * Many vectors, laid out so that their dot products with another one are computed side by side: tiles of {@value #TILE}
 * vectors, within a tile number by number.
 */
final class Rows {

    static final int TILE = 256;

    private final int count;
    private final int dimensions;
    private final float[][][] tiles;

    Rows(float[][] vectors) {
        count = vectors.length;
        dimensions = count == 0 ? 0 : vectors[0].length;
        tiles = new float[(count + TILE - 1) / TILE][dimensions][];
        for (var tile = 0; tile < tiles.length; tile++) {
            var width = Math.min(TILE, Sums.wide(count - tile * TILE));
            for (var d = 0; d < dimensions; d++) {
                tiles[tile][d] = new float[width];
            }
        }
        for (var row = 0; row < count; row++) {
            for (var d = 0; d < dimensions; d++) {
                tiles[row / TILE][d][row % TILE] = vectors[row][d];
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
            vector[d] = tiles[row / TILE][d][row % TILE];
        }
        return vector;
    }

    /** The dot product of each vector with this one. */
    float[] dots(float[] vector) {
        var dots = new float[count];
        for (var tile = 0; tile < tiles.length; tile++) {
            var ofTile = sums(tile);
            Sums.add(tiles[tile], vector, dimensions, ofTile);
            System.arraycopy(ofTile, 0, dots, tile * TILE, Math.min(TILE, count - tile * TILE));
        }
        return dots;
    }

    /** Zeros, one for each vector of a tile and some more. */
    float[] sums(int tile) {
        return new float[dimensions == 0 ? 0 : tiles[tile][0].length];
    }

    /** The dot products of a tile's vectors with two others, written to what {@link #sums} made; beyond the last vector they are 0. */
    void dots(int tile, float[] vector, float[] other, float[] dots, float[] others) {
        Arrays.fill(dots, 0);
        Arrays.fill(others, 0);
        Sums.add(tiles[tile], vector, other, dimensions, dots, others);
    }
}
