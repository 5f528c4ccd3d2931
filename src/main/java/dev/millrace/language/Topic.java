package dev.millrace.language;

import java.util.List;

/**
 * What several texts are about.
 *
 * @param name its key phrases, such as "exchange rate, foreign currency"
 * @param members places of its texts in the list that was clustered, the most typical first
 * @param centre the mean of their centred vectors, of length 1
 */
@SuppressWarnings("ArrayRecordComponent") // made once, then only read
public record Topic(String name, List<Integer> members, float[] centre) {}
