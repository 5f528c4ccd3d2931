-- Where requests come in, and the journal: whatever arrives is a row before anybody tries to understand it.
create schema intake;

-- The channel of a mailbox has the mailbox's id. A form has no address.
create table intake.channel (
    id         uuid        primary key,
    kind       text        not null check (kind in ('email', 'form', 'api')),
    name       text        not null check (length(name) between 1 and 200),
    address    text        check (address = lower(address) and length(address) between 3 and 320),
    team_id    uuid        references people.team on delete set null,
    enabled    boolean     not null default true,
    created_at timestamptz not null,
    removed_at timestamptz,
    check (kind = 'form' or address is not null)
);

-- One address is one channel; the address of a removed one may be used again.
create unique index channel_address on intake.channel (address) where removed_at is null;

insert into intake.channel (id, kind, name, created_at)
values (gen_random_uuid(), 'form', 'Contact form', now());

-- size is the message's own; raw holds less of it when it was too large to take (whole = false).
create table intake.delivery (
    id              uuid        primary key,
    channel_id      uuid        not null references intake.channel,
    source          text        not null check (source in ('imap', 'api', 'form')),
    received_at     timestamptz not null,
    raw             bytea       not null,
    size            bigint      not null,
    whole           boolean     not null default true,
    mailbox_id      uuid,
    folder          text,
    uid_validity    bigint,
    uid             bigint,
    mail_message_id text,
    state           text        not null
                    check (state in ('received', 'processed', 'duplicate', 'ignored', 'quarantined')),
    reason          text,
    forced          boolean     not null default false,
    attempts        smallint    not null default 0,
    next_attempt_at timestamptz not null,
    settled_at      timestamptz,
    sender          text,
    subject         text,
    ticket_id       uuid        references tickets.ticket,
    message_id      uuid        references tickets.message
);

-- Mail is mostly encoded already: compressing it again costs more than it saves.
alter table intake.delivery alter column raw set storage external;

-- DeliveryStore.claim: what is due, oldest first.
create index delivery_due on intake.delivery (next_attempt_at, id) where state = 'received';

-- DeliveryStore.awaits: a mail whose predecessor is still on its way waits for it.
create index delivery_awaited on intake.delivery (mail_message_id) where state = 'received';

-- Journal.page of one state, newest first.
create index delivery_state on intake.delivery (state, id desc) where state <> 'processed';

-- ChannelHealth: what came today, and when something last did.
create index delivery_channel on intake.delivery (channel_id, received_at);

-- Journal.ofMessage: the original of a message in a ticket.
create index delivery_message on intake.delivery (message_id) where message_id is not null;

-- A message of a mailbox is written down once, whoever fetched it.
create unique index delivery_cursor on intake.delivery (mailbox_id, folder, uid_validity, uid)
 where mailbox_id is not null;

-- What was taken, so that a copy that comes another way is known as one; Clerk says what the key is made of.
create table intake.taken (
    message_key bytea primary key,
    delivery_id uuid  not null references intake.delivery
);
