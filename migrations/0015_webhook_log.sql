-- Deliveries that have ended are forgotten with their log so many days after their act; only an owner may delete. The act itself stays for ever.
CREATE FUNCTION webhook.forget_old(after_days int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE old uuid[] := ARRAY(
  SELECT d.id FROM webhook.delivery d JOIN activity.act a ON a.company_id = d.company_id AND a.id = d.act_id
   WHERE d.company_id = company.current() AND d.state <> 'pending' AND a.at < clock_timestamp() - make_interval(days => greatest(after_days, 30)) LIMIT 10000);
BEGIN
  DELETE FROM webhook.attempt t WHERE t.company_id = company.current() AND t.delivery_id = ANY (old);
  DELETE FROM webhook.delivery d WHERE d.company_id = company.current() AND d.id = ANY (old);
  RETURN cardinality(old);
END $$;
REVOKE EXECUTE ON FUNCTION webhook.forget_old(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook.forget_old(int) TO {{app}};
