-- What a desk wants to know about its tickets beyond what every ticket has: an order number, a serial number, a date.
create table tickets.field (
    key        text    primary key check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
    name       text    not null check (length(name) between 1 and 80),
    kind       text    not null check (kind in ('text', 'number', 'yes_no', 'choice', 'date')),
    choices    text[]  not null default '{}',
    required   boolean not null default false,
    on_form    boolean not null default false,
    categories uuid[]  not null default '{}',
    position   integer not null,
    archived   boolean not null default false
);

-- Two fields never differ by case alone; an archived one gives its name free.
create unique index field_name on tickets.field (lower(name)) where not archived;
