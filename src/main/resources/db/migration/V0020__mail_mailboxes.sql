-- The mailboxes the desk reads and writes from, how far each was read, and how each is doing.
create schema mail;

-- A running process that talks to mail servers. Who has not been seen for a while is taken for dead, and its work is taken over.
create table mail.node (
    id      uuid        primary key,
    seen_at timestamptz not null
);

create table mail.mailbox (
    id            uuid        primary key,
    name          text        not null check (length(name) between 1 and 200),
    address       text        not null check (length(address) between 3 and 254),
    from_name     text        not null,
    imap_host     text        not null,
    imap_port     integer     not null check (imap_port between 1 and 65535),
    imap_security text        not null check (imap_security in ('TLS', 'STARTTLS', 'NONE')),
    imap_user     text        not null,
    imap_pin      text,
    folder        text        not null,
    smtp_host     text        not null,
    smtp_port     integer     not null check (smtp_port between 1 and 65535),
    smtp_security text        not null check (smtp_security in ('TLS', 'STARTTLS', 'NONE')),
    smtp_user     text        not null,
    smtp_pin      text,
    auth          text        not null check (auth in ('PASSWORD', 'XOAUTH2')),
    secrets       bytea,
    reads_from    timestamptz,
    enabled       boolean     not null,
    version       integer     not null default 0,
    created_at    timestamptz not null,
    removed_at    timestamptz
);

-- One address is read by one mailbox; the address of a removed one may be used again.
create unique index mailbox_address on mail.mailbox (lower(address)) where removed_at is null;

create table mail.cursor (
    mailbox_id   uuid   not null references mail.mailbox,
    folder       text   not null,
    uid_validity bigint not null,
    last_uid     bigint not null,
    primary key (mailbox_id, folder)
);

create table mail.mailbox_health (
    mailbox_id      uuid        not null references mail.mailbox,
    side            text        not null check (side in ('RECEIVING', 'SENDING')),
    state           text        not null check (state in ('OK', 'CONNECTING', 'FAILING', 'DISABLED')),
    since           timestamptz not null,
    last_ok_at      timestamptz,
    last_message_at timestamptz,
    last_error      text,
    what_to_do      text,
    next_try_at     timestamptz,
    node            uuid,
    primary key (mailbox_id, side)
);
