package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTextTest {

    @Test
    void paragraphsListsAndTablesReadAsText() {
        assertThat(
                        HtmlText.of(
                                "<h1>Order</h1><p>Dear&nbsp;Ada,<br>thank   you.</p><ol><li>first<li>second</ol><table><tr><td>a<td>b<tr><td>c<td>d</table>"))
                .isEqualTo("Order\n\nDear Ada,\nthank you.\n\n1. first\n2. second\n\na b\nc d");
    }

    @Test
    void aLinkSaysWhereItLeadsUnlessItsTextDoes() {
        assertThat(
                        HtmlText.of(
                                "<a href='https://example.org/pay'>here</a> <a href='https://example.org/'>example.org</a> <a href='javascript:x()'>no</a>"))
                .isEqualTo("here <https://example.org/pay> example.org no");
    }

    @Test
    void quotesAreMarkedAndHiddenTextIsNot() {
        assertThat(
                        HtmlText.of(
                                "Yes<blockquote>No<blockquote>Maybe</blockquote></blockquote><div style='display: none'>preheader</div><script>x</script>"))
                .isEqualTo("Yes\n\n> No\n>\n>> Maybe");
    }

    @Test
    void preformattedTextKeepsItsLines() {
        assertThat(HtmlText.of("<pre>a\n  b</pre>")).isEqualTo("a\n  b");
    }
}
