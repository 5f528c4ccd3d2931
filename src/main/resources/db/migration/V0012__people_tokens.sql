-- What programs sign in with. A token is shown once; only its SHA-256 is kept.
create table people.api_token (
    id           uuid        primary key,
    name         text        not null check (length(name) between 1 and 80),
    hash         bytea       not null unique,
    scopes       text[]      not null check (cardinality(scopes) > 0),
    created_by   uuid        references people.person on delete set null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
