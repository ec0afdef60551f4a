-- The frames that a task published before it gave way to a higher priority: the attempt after that leaves them out.

ALTER TABLE tasks ADD COLUMN published_frames VARCHAR(4096) NOT NULL DEFAULT '';
