-- Every outgoing mail is a row before it is a connection; the row says how far it got.
create table mail.outgoing (
    id              uuid        primary key,
    mailbox_id      uuid        not null references mail.mailbox,
    about           uuid        not null,
    message_id      text        not null unique,
    envelope_from   text        not null,
    recipients      text[]      not null check (cardinality(recipients) > 0),
    waiting         text[]      not null,
    refused         jsonb       not null default '{}',
    mime            bytea,
    state           text        not null check (state in ('QUEUED', 'SENDING', 'SENT', 'FAILED', 'CANCELLED')),
    attempts        integer     not null default 0,
    queued_at       timestamptz not null,
    next_attempt_at timestamptz not null,
    give_up_at      timestamptz not null,
    claimed_at      timestamptz,
    claimed_by      uuid,
    data_at         timestamptz,
    uncertain       integer     not null default 0,
    last_error      text,
    sent_at         timestamptz,
    told            boolean     not null default true
);

-- Sending: what is due for a mailbox.
create index outgoing_due on mail.outgoing (mailbox_id, next_attempt_at) where state = 'QUEUED';

-- Sending: what a dead node left half done.
create index outgoing_claimed on mail.outgoing (claimed_by) where state = 'SENDING';

-- Sending: outcomes that could not be told in their own transaction.
create index outgoing_untold on mail.outgoing (id) where not told;

-- Outbox.about: how the mails of one message are doing.
create index outgoing_about on mail.outgoing (about);

-- Sending: bodies that have served their time.
create index outgoing_sent on mail.outgoing (sent_at) where state = 'SENT' and mime is not null;

-- Outbox.failed: what somebody has to look at, newest first.
create index outgoing_failed on mail.outgoing (id desc) where state = 'FAILED';
