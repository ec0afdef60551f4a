-- Schema 2: shares of projects, limits and their grants, wishes for tasks and workers, blocklists, devices, retries that wait.

ALTER TABLE projects ADD COLUMN guaranteed DOUBLE PRECISION NOT NULL DEFAULT 0;

ALTER TABLE projects ADD COLUMN burst DOUBLE PRECISION NOT NULL DEFAULT 100;

ALTER TABLE tasks ADD COLUMN not_before_millis BIGINT NOT NULL DEFAULT 0;

ALTER TABLE tasks ADD COLUMN memory_bytes BIGINT NOT NULL DEFAULT 0;

ALTER TABLE tasks ADD COLUMN wanted VARCHAR(32) NOT NULL DEFAULT '';

ALTER TABLE attempts ADD COLUMN gpus VARCHAR(256) NOT NULL DEFAULT '';

ALTER TABLE attempts ADD COLUMN ahead BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE workers ADD COLUMN resources ${text} NOT NULL DEFAULT '';

ALTER TABLE workers ADD COLUMN wanted VARCHAR(32) NOT NULL DEFAULT 'run';

ALTER TABLE workers ADD COLUMN wish_revision BIGINT NOT NULL DEFAULT 0;

ALTER TABLE workers ADD COLUMN schedule VARCHAR(1024) NOT NULL DEFAULT '';

CREATE TABLE limits (
    name VARCHAR(256) NOT NULL PRIMARY KEY,
    scope VARCHAR(32) NOT NULL,
    amount BIGINT NOT NULL,
    description ${text} NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE limit_shares (
    manager_id VARCHAR(64) NOT NULL,
    name VARCHAR(256) NOT NULL,
    amount BIGINT NOT NULL,
    bound BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (manager_id, name)
);

CREATE TABLE grants (
    name VARCHAR(256) NOT NULL PRIMARY KEY,
    scope VARCHAR(32) NOT NULL,
    amount BIGINT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE job_wishes (
    job_id VARCHAR(64) NOT NULL,
    revision BIGINT NOT NULL,
    wanted VARCHAR(32) NOT NULL,
    subject ${text} NOT NULL,
    PRIMARY KEY (job_id, revision)
);

CREATE TABLE worker_wishes (
    worker_id VARCHAR(64) NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL,
    wanted VARCHAR(32) NOT NULL,
    schedule VARCHAR(1024) NOT NULL
);

CREATE TABLE blocks (
    job_id VARCHAR(64) NOT NULL,
    command VARCHAR(256) NOT NULL,
    worker_id VARCHAR(64) NOT NULL,
    failures INTEGER NOT NULL,
    blocked BOOLEAN NOT NULL,
    reason ${text} NOT NULL,
    at_millis BIGINT NOT NULL,
    PRIMARY KEY (job_id, command, worker_id)
);
