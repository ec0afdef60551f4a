-- Schema 5: the frames of a shot in the order in which they are paged, so that a page needs no sorting of the whole shot.

DROP INDEX frames_of_shot;

CREATE INDEX frames_of_shot ON frames (shot_id, number, layer, job_id, ordinal);
