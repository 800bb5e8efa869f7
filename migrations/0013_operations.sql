-- Operations: backups and restores are of the whole instance, so their rows are no company's; what was done to each company's books stands in its activity.

CREATE SCHEMA operations;
GRANT USAGE ON SCHEMA operations TO {{app}};

-- Written in the transaction that puts the restored rows in place: where the row is, the restore took place, whatever was killed after it.
CREATE TABLE operations.restored (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  taken_at timestamptz NOT NULL, -- when the backup was made: what was done after it is not in these books
  how text COLLATE "C" NOT NULL CHECK (how IN ('restore', 'move'))
);
GRANT SELECT ON operations.restored TO {{app}};
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON operations.restored FOR EACH STATEMENT EXECUTE FUNCTION shell.refuse_change();

-- A silent worker loses its turn as with imports; a test of a large backup may take a day.
SELECT jobs.create_queue('backup', '{"policy": "standard", "heartbeatSeconds": 10, "expireInSeconds": 86400, "retryLimit": 2, "retryDelay": 60, "retentionSeconds": 31536000, "deleteAfterSeconds": 604800}');
SELECT jobs.create_queue('restoreTest', '{"policy": "standard", "heartbeatSeconds": 10, "expireInSeconds": 86400, "retryLimit": 2, "retryDelay": 60, "retentionSeconds": 31536000, "deleteAfterSeconds": 604800}');
