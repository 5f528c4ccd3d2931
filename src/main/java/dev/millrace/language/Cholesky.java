package dev.millrace.language;

/** Solves symmetric, positive definite systems of equations. */
final class Cholesky {

    private Cholesky() {}

    /**
     * @param matrix is written over
     * @param sides one row for each equation; becomes the solution
     */
    static void solve(double[][] matrix, float[][] sides) {
        decompose(matrix);
        var count = matrix.length;
        var width = sides[0].length;
        var solution = new double[count][width];
        for (var i = 0; i < count; i++) {
            for (var c = 0; c < width; c++) {
                solution[i][c] = sides[i][c];
            }
            for (var j = 0; j < i; j++) {
                subtract(solution[i], matrix[i][j], solution[j]);
            }
            divide(solution[i], matrix[i][i]);
        }
        for (var i = count - 1; i >= 0; i--) {
            for (var j = i + 1; j < count; j++) {
                subtract(solution[i], matrix[j][i], solution[j]);
            }
            divide(solution[i], matrix[i][i]);
            for (var c = 0; c < width; c++) {
                sides[i][c] = (float) solution[i][c];
            }
        }
    }

    /** Column by column, each taken away from the rows below at once, so that the loop runs along a row. */
    private static void decompose(double[][] matrix) {
        for (var k = 0; k < matrix.length; k++) {
            var pivot = Math.sqrt(matrix[k][k]);
            matrix[k][k] = pivot;
            for (var i = k + 1; i < matrix.length; i++) {
                matrix[i][k] /= pivot;
            }
            var column = new double[matrix.length];
            for (var i = k + 1; i < matrix.length; i++) {
                column[i] = matrix[i][k];
            }
            for (var i = k + 1; i < matrix.length; i++) {
                subtract(matrix[i], column[i], column, k + 1, i + 1);
            }
        }
    }

    private static void subtract(double[] from, double factor, double[] row) {
        subtract(from, factor, row, 0, row.length);
    }

    private static void subtract(double[] from, double factor, double[] row, int start, int end) {
        for (var c = start; c < end; c++) {
            from[c] = Math.fma(-factor, row[c], from[c]);
        }
    }

    private static void divide(double[] row, double by) {
        for (var c = 0; c < row.length; c++) {
            row[c] /= by;
        }
    }
}
