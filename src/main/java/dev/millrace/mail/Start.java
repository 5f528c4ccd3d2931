package dev.millrace.mail;

import dev.millrace.kernel.Refusal.Invalid;

/** From where on the mail of a newly connected mailbox is fetched. */
public sealed interface Start {

    /** What arrives after connecting. */
    record FromNowOn() implements Start {}

    /** Also what the server took in during the last days. */
    record LastDays(int days) implements Start {

        public LastDays {
            if (days < 1 || days > 3650) {
                throw new Invalid("days", "Between 1 and 3650 days");
            }
        }
    }

    /** Everything in the folder. */
    record Everything() implements Start {}
}
