-- What still waited to be sent when a backup was made may have been sent since: after a restore a person releases it, or gives it up.
ALTER TABLE webhook.delivery DROP CONSTRAINT delivery_state_check;
ALTER TABLE webhook.delivery ADD CONSTRAINT delivery_state_check CHECK (state IN ('pending', 'held', 'delivered', 'failed'));
CREATE INDEX delivery_held ON webhook.delivery (company_id, endpoint_id) WHERE state = 'held';

-- As before, but what is held has not ended.
CREATE OR REPLACE FUNCTION webhook.forget_old(after_days int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE old uuid[] := ARRAY(
  SELECT d.id FROM webhook.delivery d JOIN activity.act a ON a.company_id = d.company_id AND a.id = d.act_id
   WHERE d.company_id = company.current() AND d.state IN ('delivered', 'failed') AND a.at < clock_timestamp() - make_interval(days => greatest(after_days, 30)) LIMIT 10000);
BEGIN
  DELETE FROM webhook.attempt t WHERE t.company_id = company.current() AND t.delivery_id = ANY (old);
  DELETE FROM webhook.delivery d WHERE d.company_id = company.current() AND d.id = ANY (old);
  RETURN cardinality(old);
END $$;
