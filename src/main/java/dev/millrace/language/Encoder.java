package dev.millrace.language;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A small BERT in the form of an ONNX file: ids of up to 512 pieces in, a vector of {@value #DIMENSIONS} numbers for each
 * piece out.
 *
 * <p>A run uses the thread it is called on and no other: as many runs at a time as there are cores are faster, and steadier
 * under load, than one run on all cores.
 */
final class Encoder implements AutoCloseable {

    static final int DIMENSIONS = 384;

    private final OrtEnvironment environment = OnnxRuntime.environment();
    private final OrtSession session;

    Encoder(String resource) {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(bytes(resource), options);
        } catch (OrtException e) {
            throw new IllegalStateException("The model %s cannot be loaded".formatted(resource), e);
        }
    }

    /** The mean of the pieces' vectors, of length 1, for each text. */
    float[][] means(List<int[]> texts) {
        var longest = texts.stream().mapToInt(ids -> ids.length).max().orElse(0);
        try (var result = run(texts, longest)) {
            var hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
            var means = new float[texts.size()][DIMENSIONS];
            for (var text = 0; text < means.length; text++) {
                var mean = means[text];
                var from = text * longest * DIMENSIONS;
                var to = from + texts.get(text).length * DIMENSIONS;
                for (var at = from; at < to; at += DIMENSIONS) {
                    for (var d = 0; d < DIMENSIONS; d++) {
                        mean[d] += hidden.get(at + d);
                    }
                }
                Vectors.normalise(mean);
            }
            return means;
        }
    }

    /** The vector of each piece, of length 1, without the two that frame the text. */
    float[][][] pieces(List<int[]> texts) {
        var longest = texts.stream().mapToInt(ids -> ids.length).max().orElse(0);
        try (var result = run(texts, longest)) {
            var hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
            var pieces = new float[texts.size()][][];
            for (var text = 0; text < pieces.length; text++) {
                pieces[text] = new float[texts.get(text).length - 2][DIMENSIONS];
                for (var piece = 0; piece < pieces[text].length; piece++) {
                    hidden.get((text * longest + piece + 1) * DIMENSIONS, pieces[text][piece]);
                    Vectors.normalise(pieces[text][piece]);
                }
            }
            return pieces;
        }
    }

    private OrtSession.Result run(List<int[]> texts, int longest) {
        long[] shape = {texts.size(), longest};
        var ids = LongBuffer.allocate(texts.size() * longest);
        var mask = LongBuffer.allocate(texts.size() * longest);
        for (var text = 0; text < texts.size(); text++) {
            var pieces = texts.get(text);
            for (var at = 0; at < pieces.length; at++) {
                ids.put(text * longest + at, pieces[at]);
                mask.put(text * longest + at, 1);
            }
        }
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put("input_ids", OnnxTensor.createTensor(environment, ids, shape));
            inputs.put("attention_mask", OnnxTensor.createTensor(environment, mask, shape));
            inputs.put(
                    "token_type_ids",
                    OnnxTensor.createTensor(environment, LongBuffer.allocate(texts.size() * longest), shape));
            return session.run(inputs);
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "The model failed on %d texts of %d pieces".formatted(texts.size(), longest), e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String resource) {
        try (var in = Encoder.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
