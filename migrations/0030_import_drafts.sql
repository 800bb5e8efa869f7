-- Which job an import was the work of: there lie its refused rows. None: brought in before jobs were noted.
ALTER TABLE document.import ADD COLUMN job_id uuid;
