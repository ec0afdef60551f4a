-- Schema 1. A column for each component of a row record, by its name in snake case; ${text} and ${bytes} are the
-- database's types without a length. Statements end with a semicolon at the end of a line.
-- No foreign keys: a manager's copies arrive before, or without, what they point to.

CREATE TABLE meta (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    content VARCHAR(512) NOT NULL
);

CREATE TABLE projects (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    name VARCHAR(4096) NOT NULL,
    created_at_millis BIGINT NOT NULL
);

CREATE TABLE shots (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    project_id VARCHAR(64) NOT NULL,
    name VARCHAR(4096) NOT NULL,
    created_at_millis BIGINT NOT NULL
);

CREATE TABLE jobs (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    project_id VARCHAR(64) NOT NULL,
    shot_id VARCHAR(64) NOT NULL,
    name VARCHAR(4096) NOT NULL,
    type VARCHAR(256) NOT NULL,
    priority INTEGER NOT NULL,
    status VARCHAR(32) NOT NULL,
    wanted VARCHAR(32) NOT NULL,
    wish_revision BIGINT NOT NULL,
    submitted_by VARCHAR(256) NOT NULL,
    submitted_at_millis BIGINT NOT NULL,
    started_at_millis BIGINT NOT NULL,
    ended_at_millis BIGINT NOT NULL,
    document ${text} NOT NULL,
    plan_sha256 VARCHAR(64) NOT NULL,
    task_count INTEGER NOT NULL,
    manager_id VARCHAR(64) NOT NULL,
    epoch BIGINT NOT NULL,
    idempotency_key VARCHAR(512) NOT NULL,
    reason ${text} NOT NULL
);

CREATE TABLE leased_jobs (
    job_id VARCHAR(64) NOT NULL PRIMARY KEY,
    epoch BIGINT NOT NULL,
    lease ${text} NOT NULL,
    plan_sha256 VARCHAR(64) NOT NULL,
    status VARCHAR(32) NOT NULL,
    wanted VARCHAR(32) NOT NULL,
    wish_revision BIGINT NOT NULL,
    priority INTEGER NOT NULL,
    reason ${text} NOT NULL,
    started_at_millis BIGINT NOT NULL,
    ended_at_millis BIGINT NOT NULL
);

CREATE TABLE tasks (
    job_id VARCHAR(64) NOT NULL,
    number INTEGER NOT NULL,
    epoch BIGINT NOT NULL,
    status VARCHAR(32) NOT NULL,
    attempt INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    worker_id VARCHAR(64) NOT NULL,
    outcome VARCHAR(32) NOT NULL,
    reason ${text} NOT NULL,
    hint ${text} NOT NULL,
    started_at_millis BIGINT NOT NULL,
    ended_at_millis BIGINT NOT NULL,
    PRIMARY KEY (job_id, number)
);

CREATE TABLE attempts (
    job_id VARCHAR(64) NOT NULL,
    task_number INTEGER NOT NULL,
    number INTEGER NOT NULL,
    epoch BIGINT NOT NULL,
    status VARCHAR(32) NOT NULL,
    worker_id VARCHAR(64) NOT NULL,
    outcome VARCHAR(32) NOT NULL,
    reason ${text} NOT NULL,
    hint ${text} NOT NULL,
    leased_at_millis BIGINT NOT NULL,
    ended_at_millis BIGINT NOT NULL,
    run_seconds DOUBLE PRECISION NOT NULL,
    files ${text} NOT NULL,
    versions ${text} NOT NULL,
    PRIMARY KEY (job_id, task_number, number)
);

CREATE TABLE frames (
    job_id VARCHAR(64) NOT NULL,
    ordinal INTEGER NOT NULL,
    project_id VARCHAR(64) NOT NULL,
    shot_id VARCHAR(64) NOT NULL,
    task_number INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    layer VARCHAR(256) NOT NULL,
    number INTEGER NOT NULL,
    name VARCHAR(4096) NOT NULL,
    path VARCHAR(8192) NOT NULL,
    status VARCHAR(32) NOT NULL,
    rendered_at_millis BIGINT NOT NULL,
    render_seconds DOUBLE PRECISION NOT NULL,
    engine VARCHAR(256) NOT NULL,
    engine_version VARCHAR(256) NOT NULL,
    worker_id VARCHAR(64) NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    peak_memory_bytes BIGINT NOT NULL,
    size_bytes BIGINT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    thumbnail VARCHAR(32) NOT NULL,
    thumbnail_path VARCHAR(8192) NOT NULL,
    thumbnail_type VARCHAR(64) NOT NULL,
    thumbnail_sha256 VARCHAR(64) NOT NULL,
    thumbnail_bytes BIGINT NOT NULL,
    PRIMARY KEY (job_id, ordinal),
    UNIQUE (job_id, layer, number)
);

CREATE INDEX frames_of_job ON frames (job_id, number, layer);

CREATE INDEX frames_of_shot ON frames (shot_id, number, layer);

CREATE INDEX frames_newest ON frames (status, rendered_at_millis DESC, job_id DESC, ordinal DESC);

CREATE INDEX frames_by_thumbnail ON frames (thumbnail, status, rendered_at_millis);

CREATE TABLE workers (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    manager_id VARCHAR(64) NOT NULL,
    name VARCHAR(1024) NOT NULL,
    public_key VARCHAR(512) NOT NULL,
    boot_nonce VARCHAR(512) NOT NULL,
    status VARCHAR(32) NOT NULL,
    slots INTEGER NOT NULL,
    host ${text} NOT NULL,
    capabilities ${text} NOT NULL,
    joined_at_millis BIGINT NOT NULL,
    seen_at_millis BIGINT NOT NULL
);

CREATE TABLE managers (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    name VARCHAR(1024) NOT NULL,
    public_key VARCHAR(512) NOT NULL,
    boot_nonce VARCHAR(512) NOT NULL,
    url VARCHAR(2048) NOT NULL,
    store_id VARCHAR(64) NOT NULL,
    status VARCHAR(32) NOT NULL,
    host ${text} NOT NULL,
    joined_at_millis BIGINT NOT NULL,
    seen_at_millis BIGINT NOT NULL,
    event_sequence BIGINT NOT NULL
);

CREATE TABLE outbox (
    sequence BIGINT NOT NULL PRIMARY KEY,
    event ${bytes} NOT NULL
);

CREATE TABLE blobs (
    sha256 VARCHAR(64) NOT NULL PRIMARY KEY,
    bytes ${bytes} NOT NULL
);
