-- Long lists are exported by a job. Who asked for a job is known by account besides the name: whoever sees a part of a company sees and ends the jobs they asked for, and no others.

SELECT jobs.create_queue('export', '{"policy": "standard", "heartbeatSeconds": 10, "expireInSeconds": 86400, "retryLimit": 2, "retryDelay": 1, "retentionSeconds": 31536000, "deleteAfterSeconds": 604800}');

-- A member or a key; null: the system, and jobs of before.
ALTER TABLE shell.job ADD COLUMN asker uuid;
CREATE POLICY own_part ON shell.job USING (company_id = (SELECT portfolio.part_company()) AND asker = (SELECT portfolio.part_holder()));
ALTER POLICY own_company ON shell.job USING (company_id = (SELECT company.current()));

-- Acts about their customers, of their own views and of what they have exported, and no others.
ALTER POLICY own_part ON activity.act WITH CHECK (company_id = (SELECT portfolio.part_company())
  AND ((subject ->> 'customer') IN (SELECT unnest(portfolio.part())::text) OR act IN ('people.viewKept', 'people.viewRemoved', 'report.exportRequested')));
