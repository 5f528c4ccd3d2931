package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The expected ids are what the reference tokenizer of BERT answers. */
class WordPieceTest {

    private static final WordPiece WORD_PIECE = WordPiece.shared();

    @Test
    void aTextIsFramed() {
        assertThat(WORD_PIECE.ids("hello world", 128)).containsExactly(101, 7592, 2088, 102);
    }

    @Test
    void aRareWordIsCutIntoPieces() {
        assertThat(WORD_PIECE.ids("embeddings", 128)).containsExactly(101, 7861, 8270, 4667, 2015, 102);
    }

    @Test
    void caseAndAccentsDoNotMatter() {
        assertThat(WORD_PIECE.ids("Hélló WÖRLD", 128)).containsExactly(101, 7592, 2088, 102);
    }

    @Test
    void punctuationStandsAlone() {
        assertThat(WORD_PIECE.ids("hello,world!", 128)).containsExactly(101, 7592, 1010, 2088, 999, 102);
    }

    @Test
    void chineseIsReadSignBySign() {
        assertThat(WORD_PIECE.ids("中国", 128)).containsExactly(101, 1746, 1799, 102);
    }

    @Test
    void whatIsNotInTheVocabularyIsUnknownAsAWhole() {
        assertThat(WORD_PIECE.ids("hello 🚲", 128)).containsExactly(101, 7592, 100, 102);
        assertThat(WORD_PIECE.ids("x".repeat(101), 128)).containsExactly(101, 100, 102);
    }

    @Test
    void whatIsTooLongIsCutOffAtTheEnd() {
        assertThat(WORD_PIECE.ids("hello ".repeat(100_000), 8))
                .containsExactly(101, 7592, 7592, 7592, 7592, 7592, 7592, 102);
    }

    @Test
    void controlCharactersAreDropped() {
        assertThat(WORD_PIECE.ids("he\u0000l\u200Blo\tworld\uFFFD", 128)).containsExactly(101, 7592, 2088, 102);
    }
}
