-- Schema 4: what the tasks and frames of jobs that have ended come to, so that a start does not have to count them.

CREATE TABLE tallies (
    job_id VARCHAR(64) NOT NULL,
    subject VARCHAR(16) NOT NULL,
    status VARCHAR(32) NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (job_id, subject, status)
);

INSERT INTO tallies (job_id, subject, status, amount)
    SELECT t.job_id, 'tasks', t.status, COUNT(*) FROM tasks t
    JOIN jobs j ON j.id = t.job_id WHERE j.ended_at_millis > 0 GROUP BY t.job_id, t.status;

INSERT INTO tallies (job_id, subject, status, amount)
    SELECT f.job_id, 'frames', f.status, COUNT(*) FROM frames f
    JOIN jobs j ON j.id = f.job_id WHERE j.ended_at_millis > 0 GROUP BY f.job_id, f.status;
