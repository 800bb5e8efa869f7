-- What is only kept for a while: answers to requests with an Idempotency-Key, and jobs that have ended. Only an owner may delete; the company comes from
-- the setting, at most ten thousand rows go at once, and nothing young. What another server is at is left to it.
CREATE INDEX answered_by_time ON shell.answered (company_id, at);

CREATE FUNCTION shell.forget_answers(before timestamptz) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH old AS (
    SELECT a.caller, a.key FROM shell.answered a
     WHERE a.company_id = company.current() AND a.at < least(before, clock_timestamp() - interval '1 day') ORDER BY a.at LIMIT 10000 FOR UPDATE SKIP LOCKED),
  gone AS (DELETE FROM shell.answered a USING old WHERE a.company_id = company.current() AND a.caller = old.caller AND a.key = old.key RETURNING 1)
  SELECT count(*)::int FROM gone
$$;

-- By its last sign of life: one whose worker died never ended by itself. What still waits in the queue stays.
CREATE FUNCTION shell.forget_jobs(before timestamptz) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH old AS (
    SELECT j.id FROM shell.job j
     WHERE j.company_id = company.current() AND j.updated_at < least(before, clock_timestamp() - interval '30 days')
       AND NOT EXISTS (SELECT FROM jobs.job q WHERE q.name = j.kind AND q.id = j.id AND q.state IN ('created', 'retry', 'active'))
     ORDER BY j.id LIMIT 10000 FOR UPDATE SKIP LOCKED),
  gone AS (DELETE FROM shell.job j USING old WHERE j.company_id = company.current() AND j.id = old.id RETURNING 1)
  SELECT count(*)::int FROM gone
$$;
REVOKE EXECUTE ON FUNCTION shell.forget_answers(timestamptz), shell.forget_jobs(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shell.forget_answers(timestamptz), shell.forget_jobs(timestamptz) TO {{app}};
