package dev.millrace.language;

/**
 * How near texts are once what all of them have in common is taken away: the cosine of the vectors from their common centre,
 * bent by a steep function so that the near count more.
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
record Closeness(float[] centre, float centreSquare, float[] towardsCentre, float[] lengths) {

    static Closeness of(Rows rows) {
        var centre = centre(rows);
        var centreSquare = Vectors.dot(centre, centre);
        var towardsCentre = rows.dots(centre);
        var lengths = new float[towardsCentre.length];
        for (var row = 0; row < lengths.length; row++) {
            lengths[row] = length(1, towardsCentre[row], centreSquare);
        }
        return new Closeness(centre, centreSquare, towardsCentre, lengths);
    }

    /** Cosines from the centre, of dot products from the origin that start at a row. Both are written over. */
    void centred(float[] dots, int from, int count, float[] vector) {
        centred(dots, from, count, Vectors.dot(centre, vector));
    }

    void centred(float[] dots, int from, int count, float towards) {
        var scale = 1 / length(1, towards, centreSquare);
        for (var i = 0; i < count; i++) {
            var row = from + i;
            dots[i] = (dots[i] - towardsCentre[row] - towards + centreSquare) * scale / lengths[row];
        }
    }

    /** The first of these cosines c become ((31 + c) / 32)^64, which is near exp(2 (c − 1)) and can be computed side by side. */
    static void bend(float[] cosines, int count) {
        for (var i = 0; i < count; i++) {
            var line = Math.fma(cosines[i], 1f / 32, 1 - 1f / 32);
            var square = line * line;
            square *= square;
            square *= square;
            square *= square;
            square *= square;
            cosines[i] = square * square;
        }
    }

    private static float length(float square, float towards, float centreSquare) {
        return (float) Math.sqrt(Math.max(1e-6, square - 2 * towards + centreSquare));
    }

    private static float[] centre(Rows rows) {
        var centre = new float[rows.count() == 0 ? 0 : rows.vector(0).length];
        for (var row = 0; row < rows.count(); row++) {
            var vector = rows.vector(row);
            for (var d = 0; d < centre.length; d++) {
                centre[d] += vector[d] / rows.count();
            }
        }
        return centre;
    }
}
