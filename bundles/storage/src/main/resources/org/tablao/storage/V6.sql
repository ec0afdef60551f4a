-- Schema 6: nodes with a certificate of the farm, and the tokens that they join with.

CREATE TABLE nodes (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    name VARCHAR(256) NOT NULL,
    roles VARCHAR(256) NOT NULL,
    status VARCHAR(32) NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    addresses VARCHAR(2048) NOT NULL,
    token_id VARCHAR(64) NOT NULL,
    joined_at_millis BIGINT NOT NULL,
    decided_by VARCHAR(64) NOT NULL,
    valid_until_millis BIGINT NOT NULL
);

CREATE TABLE join_tokens (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    name VARCHAR(256) NOT NULL,
    role VARCHAR(32) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    made_by VARCHAR(64) NOT NULL,
    made_at_millis BIGINT NOT NULL,
    expires_at_millis BIGINT NOT NULL,
    used_by VARCHAR(64) NOT NULL
);
