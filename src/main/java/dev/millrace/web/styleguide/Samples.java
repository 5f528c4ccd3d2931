package dev.millrace.web.styleguide;

import static dev.millrace.tickets.Priority.HIGH;
import static dev.millrace.tickets.Priority.IMMEDIATE;
import static dev.millrace.tickets.Priority.LOW;
import static dev.millrace.tickets.Priority.MODERATE;
import static dev.millrace.tickets.Status.CLOSED;
import static dev.millrace.tickets.Status.NEW;
import static dev.millrace.tickets.Status.ON_HOLD;
import static dev.millrace.tickets.Status.OPEN;
import static dev.millrace.tickets.Status.SOLVED;
import static dev.millrace.tickets.Status.WAITING;

import dev.millrace.tickets.Inbox;
import dev.millrace.tickets.Priority;
import dev.millrace.tickets.Status;
import dev.millrace.tickets.TicketId;
import dev.millrace.tickets.Via;
import dev.millrace.web.Chart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the samples show: a morning at a small company, with the names and subjects that break layouts. */
public record Samples(Instant now) {

    public Instant ago(Duration passed) {
        return now.minus(passed);
    }

    public Instant minutesAgo(long minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    public Chart week() {
        return new Chart(
                "Tickets opened a day",
                "This week",
                "The week before",
                List.of(
                        new Chart.Point("Mon", 42, 38),
                        new Chart.Point("Tue", 57, 44),
                        new Chart.Point("Wed", 39, 46),
                        new Chart.Point("Thu", 61, 41),
                        new Chart.Point("Fri", 48, 50),
                        new Chart.Point("Sat", 12, 9),
                        new Chart.Point("Sun", 8, 11)));
    }

    public List<Inbox.Row> rows() {
        var rows = new ArrayList<Inbox.Row>();
        for (var line : LINES) {
            rows.add(row(line, 1287 - rows.size() * 3L));
        }
        return rows;
    }

    private Inbox.Row row(Line line, long number) {
        var at = minutesAgo(line.minutes());
        return new Inbox.Row(
                new TicketId(new UUID(0, number)),
                number,
                line.subject(),
                line.who(),
                null,
                line.status(),
                line.priority(),
                null,
                line.team(),
                line.assignee(),
                null,
                new TreeSet<>(line.tags()),
                Via.values()[0],
                line.preview(),
                at,
                at,
                null,
                null);
    }

    private record Line(
            long minutes,
            String who,
            String subject,
            String preview,
            Status status,
            Priority priority,
            @Nullable String team,
            @Nullable String assignee,
            Set<String> tags) {}

    private static Line line(
            long minutes,
            String who,
            String subject,
            String preview,
            Status status,
            Priority priority,
            @Nullable String team,
            @Nullable String assignee,
            String... tags) {
        return new Line(minutes, who, subject, preview, status, priority, team, assignee, Set.of(tags));
    }

    private static final List<Line> LINES = List.of(
            line(
                    0,
                    "Ada Lovelace",
                    "Checkout fails with “card declined” for every card",
                    "Since about nine this morning none of our customers can pay. The form says declined, the bank says it never heard of it.",
                    NEW,
                    IMMEDIATE,
                    "Payments",
                    null,
                    "outage"),
            line(
                    4,
                    "Tomás Ó Briain",
                    "Password reset mail never arrives",
                    "I asked for it three times and looked in the spam folder, too.",
                    NEW,
                    MODERATE,
                    "Level 1",
                    null),
            line(
                    11,
                    "Wanjiru Kamau",
                    "Refund for order 40-2231",
                    "The kettle came with a broken lid. I would rather have my money back than another one.",
                    OPEN,
                    HIGH,
                    "Billing",
                    "Linus Berg",
                    "refund"),
            line(
                    18,
                    "מרים לוי",
                    "החשבונית האחרונה שלי שגויה",
                    "שלום, קיבלתי חשבונית עם סכום כפול. אפשר לבדוק?",
                    OPEN,
                    MODERATE,
                    "Billing",
                    "Grace Okafor"),
            line(
                    26,
                    "procurement@northwind-freight.example",
                    "RE: FW: RE: Framework agreement 2026/27 – annex C, revised price list for pallets, mixed containers and returns (second reminder)",
                    "Dear all, please find attached once more the annex with our comments in yellow.",
                    WAITING,
                    LOW,
                    "Sales",
                    "Grace Okafor",
                    "contract",
                    "annex"),
            line(
                    33,
                    "Yuki Tanaka",
                    "🎉 Thank you – and one small question",
                    "The new colours are lovely. Can I export them?",
                    OPEN,
                    LOW,
                    "Level 1",
                    "Linus Berg"),
            line(
                    47,
                    "Björn Ångström",
                    "Invoice 2026-1182: wrong VAT number",
                    "Our number is SE556677889901. Could you send a corrected invoice before the 30th?",
                    OPEN,
                    HIGH,
                    "Billing",
                    "Amara Diallo",
                    "invoice"),
            line(
                    58,
                    "Priya Raghunathan",
                    "How do I add a colleague?",
                    "She should see orders but not change them.",
                    SOLVED,
                    LOW,
                    "Level 1",
                    "Linus Berg"),
            line(
                    74,
                    "عمر الفاروق",
                    "لا أستطيع تسجيل الدخول إلى حسابي",
                    "تظهر رسالة خطأ عند إدخال الرمز المرسل إلى هاتفي.",
                    NEW,
                    HIGH,
                    "Level 1",
                    null,
                    "sign-in"),
            line(
                    96,
                    "Chloé Dufour-Lefèvre",
                    "Livraison partielle de la commande 38-9917",
                    "Il manque deux cartons sur cinq. Le transporteur dit que tout a été livré.",
                    ON_HOLD,
                    MODERATE,
                    "Logistics",
                    "Amara Diallo",
                    "carrier"),
            line(
                    121,
                    "Mail Delivery System",
                    "Undelivered mail returned to sender",
                    "This is the mail system at host mx2.example.net.",
                    CLOSED,
                    LOW,
                    null,
                    null),
            line(140, "Sam", "(no subject)", "hi can someone call me", NEW, MODERATE, null, null),
            line(
                    182,
                    "Ngozi Eze",
                    "API returns 502 when I page past 1,000 orders",
                    "GET /orders?after=… answers in 30 s and then 502. Earlier pages are fine. Log attached.",
                    OPEN,
                    HIGH,
                    "Level 2",
                    "Jun Park",
                    "api"),
            line(
                    205,
                    "Lars Nyström",
                    "Change of address",
                    "From 1 December we are at Hamngatan 12.",
                    SOLVED,
                    LOW,
                    "Level 1",
                    "Linus Berg"),
            line(
                    260,
                    "Dr. Maximiliane von und zu Hohenfels-Schillingsfürst",
                    "Donaudampfschifffahrtsgesellschaftskapitänspatentverlängerungsformular",
                    "Wo finde ich das Formular?",
                    WAITING,
                    LOW,
                    "Level 1",
                    "Grace Okafor"),
            line(
                    312,
                    "Isabella Rossi",
                    "Printer label cut off on the right",
                    "On A6 the barcode loses its last bar.",
                    OPEN,
                    MODERATE,
                    "Level 2",
                    "Jun Park",
                    "labels"),
            line(
                    390,
                    "Ahmed Yılmaz",
                    "Two charges for one order",
                    "See the screenshot. 14:02 and 14:03, both 89.00.",
                    WAITING,
                    HIGH,
                    "Billing",
                    "Amara Diallo",
                    "refund",
                    "double"),
            line(
                    1440,
                    "Hannah Müller",
                    "Wish: dark mode in the app",
                    "My eyes thank you in advance.",
                    ON_HOLD,
                    LOW,
                    "Product",
                    null,
                    "wish"),
            line(
                    1600,
                    "Kwame Mensah",
                    "Webhook signature does not match",
                    "We compute HMAC-SHA256 over the raw body, as documented.",
                    OPEN,
                    MODERATE,
                    "Level 2",
                    "Jun Park",
                    "api",
                    "webhook"),
            line(
                    1910,
                    "Elena Petrova",
                    "Cannot open attachment",
                    "It says the file is damaged.",
                    SOLVED,
                    MODERATE,
                    "Level 1",
                    "Linus Berg"),
            line(
                    2880,
                    "Noah Williams",
                    "Cancel my subscription",
                    "Nothing wrong, I just moved to a place with no parcels.",
                    SOLVED,
                    MODERATE,
                    "Billing",
                    "Grace Okafor"),
            line(4400, "王小明", "發票地址需要更改", "請將公司地址改為台北市信義區。謝謝！", WAITING, LOW, "Billing", "Amara Diallo"),
            line(
                    5900,
                    "Sofia Andersson",
                    "Where is my parcel? Tracking says “in Denmark” since Monday",
                    "I live in Norway.",
                    OPEN,
                    MODERATE,
                    "Logistics",
                    "Amara Diallo",
                    "carrier"),
            line(
                    8800,
                    "Fatima Zahra",
                    "Data export under GDPR",
                    "Please send me everything you have stored about me.",
                    ON_HOLD,
                    HIGH,
                    "Legal",
                    "Grace Okafor"),
            line(
                    14400,
                    "Oliver Smith",
                    "Re: Your order has shipped",
                    "Great, thanks!",
                    CLOSED,
                    LOW,
                    "Logistics",
                    null));
}
