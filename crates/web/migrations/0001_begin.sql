-- What a service keeps. Written for PostgreSQL; for SQLite the types that it has other names for are put in their place
-- (`crates/web/src/store/migrate.rs`). Times are seconds since 1970, in UTC.

-- Cases that were served, with a listing that led to each, so that it can be asked whether it still stands.
CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    case_key TEXT NOT NULL,
    body TEXT NOT NULL,
    listing TEXT NOT NULL,
    served_at BIGINT NOT NULL
);
CREATE INDEX cases_by_key ON cases (case_key);

-- What persons decided. Nothing is ever changed or taken out.
CREATE TABLE decisions (
    seq BIGSERIAL PRIMARY KEY,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    taken_at BIGINT NOT NULL
);

-- Answers under their idempotency keys.
CREATE TABLE replays (
    account TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request TEXT NOT NULL,
    body BYTEA NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (account, idempotency_key)
);
CREATE INDEX replays_by_age ON replays (answered_at);

-- Keys to the API; of a key itself only its digest is kept.
CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT
);

-- Scans of uploaded catalogs. The files of a scan stand in the data folder of the node that took it.
CREATE TABLE scans (
    id TEXT PRIMARY KEY,
    node TEXT NOT NULL,
    account TEXT NOT NULL,
    catalog TEXT NOT NULL,
    file TEXT NOT NULL,
    asked TEXT NOT NULL,
    state TEXT NOT NULL,
    why TEXT,
    rows_done BIGINT NOT NULL,
    bytes_done BIGINT NOT NULL,
    bytes_total BIGINT NOT NULL,
    outcome TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    keep_until BIGINT NOT NULL
);
CREATE INDEX scans_by_state ON scans (state, created_at);
CREATE INDEX scans_by_catalog ON scans (catalog, created_at);

-- Where somebody is told of what happened.
CREATE TABLE hooks (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    events TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    removed_at BIGINT
);

-- What they are told: tried again and again, then put aside.
CREATE TABLE deliveries (
    id TEXT PRIMARY KEY,
    hook TEXT NOT NULL,
    event TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    tries BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    error TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX deliveries_due ON deliveries (state, next_at);
CREATE INDEX deliveries_of_hook ON deliveries (hook, created_at);

-- Invitations to answer a finding, and the answers: a seller or maker is given a token, of which only the digest is kept. An answer that
-- is given anew is one more row.
CREATE TABLE invitations (
    digest TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    case_id TEXT NOT NULL,
    case_key TEXT NOT NULL,
    who TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE TABLE answers (
    seq BIGSERIAL PRIMARY KEY,
    case_key TEXT NOT NULL,
    who TEXT NOT NULL,
    signed TEXT NOT NULL,
    sentence TEXT NOT NULL,
    url TEXT NOT NULL,
    answered_at BIGINT NOT NULL
);
CREATE INDEX answers_by_case ON answers (case_key);
