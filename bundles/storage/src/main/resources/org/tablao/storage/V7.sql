-- Schema 7: which token a token was made with, and ends with.

ALTER TABLE tokens ADD COLUMN made_by VARCHAR(64) NOT NULL DEFAULT '';
