-- Schema 3: users, tokens, the audit.

CREATE TABLE users (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    display_name VARCHAR(256) NOT NULL,
    role VARCHAR(32) NOT NULL,
    password VARCHAR(512) NOT NULL,
    disabled BOOLEAN NOT NULL,
    source VARCHAR(256) NOT NULL,
    created_at_millis BIGINT NOT NULL
);

CREATE TABLE tokens (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    user_name VARCHAR(64) NOT NULL,
    label VARCHAR(256) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    scopes VARCHAR(512) NOT NULL,
    created_at_millis BIGINT NOT NULL,
    expires_at_millis BIGINT NOT NULL,
    revoked BOOLEAN NOT NULL
);

CREATE TABLE audit (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    at_millis BIGINT NOT NULL,
    who VARCHAR(64) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    action VARCHAR(256) NOT NULL,
    object VARCHAR(1024) NOT NULL,
    outcome VARCHAR(64) NOT NULL,
    detail VARCHAR(2048) NOT NULL,
    address VARCHAR(256) NOT NULL
);

CREATE INDEX audit_by_who ON audit (who, id);
