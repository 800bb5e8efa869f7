-- Segments named by hand. Which one a customer has stands with the customer; one that only the books named needs no row here.

-- `became`: what it is called now; imports that still bring the old name mean that one. `ended_at`: no longer offered.
CREATE TABLE customer.segment (
  company_id int NOT NULL,
  name text COLLATE "C" NOT NULL CHECK (name <> '' AND length(name) <= 100),
  became text COLLATE "C" CHECK (became <> name),
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (company_id, name)
);
CALL shell.guard('customer.segment', 'register');

-- Whoever sees a part of a company is told by its calendar when something falls due.
CREATE POLICY own_part ON company.closing_day FOR SELECT USING (company_id = portfolio.part_company() AND true);
