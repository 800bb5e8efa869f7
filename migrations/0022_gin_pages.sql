-- As before (0005), and the index of trigrams too, where the server can look into one: from PostgreSQL 18 on.
CREATE OR REPLACE FUNCTION shell.read_pages() RETURNS TABLE (relation text, examined boolean, fault text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_indexscan = off SET enable_indexonlyscan = off SET enable_bitmapscan = off AS $$
DECLARE
  c record;
  blamed oid; -- an index whose first page is broken keeps its whole table from being asked: the index is the one to name
  named oid[] := '{}';
  amcheck text := (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'amcheck');
  reads_gin boolean := EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = amcheck AND p.proname = 'gin_index_check');
BEGIN
  FOR c IN
    SELECT k.oid, k.relkind, k.oid::regclass::text AS name, m.amname, k.reltoastrelid <> 0 AND pg_relation_size(k.reltoastrelid) > 0 AS has_toast
      FROM pg_class k JOIN pg_namespace n ON n.oid = k.relnamespace LEFT JOIN pg_am m ON m.oid = k.relam
     WHERE k.relkind IN ('r', 'i') AND k.relpersistence = 'p' AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
       AND pg_get_userbyid(k.relowner) = current_user
     ORDER BY k.relkind DESC, 3
  LOOP
    relation := c.name;
    examined := true;
    fault := NULL;
    BEGIN
      IF c.relkind = 'i' AND c.amname = 'gin' AND reads_gin THEN EXECUTE format('SELECT %I.gin_index_check(%s::regclass)', amcheck, c.oid);
      ELSIF c.relkind = 'i' AND (amcheck IS NULL OR c.amname <> 'btree') THEN examined := false;
      ELSIF c.relkind = 'i' THEN EXECUTE format('SELECT %I.bt_index_check(%s::regclass)', amcheck, c.oid);
      -- Long values live on pages of their own, which only reading the values touches.
      ELSIF c.has_toast THEN EXECUTE format('SELECT sum(octet_length(t::text)) FROM ONLY %s t', c.name);
      ELSE EXECUTE format('SELECT count(*) FROM ONLY %s', c.name);
      END IF;
    EXCEPTION
      WHEN insufficient_privilege THEN examined := false;
      WHEN OTHERS THEN
        fault := SQLERRM;
        blamed := (SELECT i.indexrelid FROM pg_index i WHERE i.indrelid = c.oid AND SQLERRM ~ (pg_relation_filepath(i.indexrelid) || '\M') LIMIT 1);
        IF blamed IS NOT NULL THEN
          named := named || blamed;
          relation := blamed::regclass::text;
        END IF;
    END;
    IF c.oid <> ALL (named) THEN RETURN NEXT; END IF;
  END LOOP;
END $$;
