-- What reviewed facts and rules changed from one register to the next, as it was seen. Seen twice, by several services, it stands once.
CREATE TABLE fact_changes (
    seq BIGSERIAL PRIMARY KEY,
    register_from TEXT NOT NULL,
    register_to TEXT NOT NULL,
    about TEXT NOT NULL,
    body TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    UNIQUE (register_from, register_to, about)
);
CREATE INDEX fact_changes_by_time ON fact_changes (seen_at);
