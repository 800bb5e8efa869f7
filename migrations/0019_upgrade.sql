-- The embedded server of another major version: the books come there as they do by a restore or a move.
ALTER TABLE operations.restored DROP CONSTRAINT restored_how_check;
ALTER TABLE operations.restored ADD CONSTRAINT restored_how_check CHECK (how IN ('restore', 'move', 'upgrade'));
