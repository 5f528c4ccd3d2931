/**
 * The desk's own PostgreSQL: unpacked, initialised, started, watched and stopped without anybody's help.
 *
 * <p>Start at {@link dev.millrace.kernel.postgres.EmbeddedPostgres}. Not used when {@code DATABASE_URL} is set.
 */
@NullMarked
package dev.millrace.kernel.postgres;

import org.jspecify.annotations.NullMarked;
